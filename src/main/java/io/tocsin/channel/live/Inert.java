package io.tocsin.channel.live;

import java.util.regex.Pattern;

/**
 * Makes texts from outside harmless in chats that read Markdown: nothing in them can format, link, ping, hide or turn
 * letters around. Signs are replaced by others that look like them, or parted by a sign that has no width: backslashes
 * would be shown by half of the clients.
 */
public final class Inert {

    public static final String ELLIPSIS = "\u2026";

    private static final char SHOWN = '?';
    /** Has no width and breaks no line. */
    private static final String JOINER = "\u2060";
    private static final String SPACE = "\u00a0";

    private static final Pattern EMOJI = Pattern.compile(":(?=[A-Za-z0-9_+'-]{1,100}:)");
    private static final Pattern LINK =
            Pattern.compile(
                    ":(?=//)|(?i:mailto:)|@|\\](?=[(\\[])|&(?=#|[A-Za-z]{1,30};)|(?<=[A-Za-z0-9])\\.(?=[A-Za-z])");
    private static final Pattern START = Pattern.compile("(?m)^([ \\u00a0]*)(?=[#>+|=:-]|\\d{1,9}[.)])");
    private static final Pattern INDENT = Pattern.compile("(?m)^ +");

    private Inert() {}

    /** The text with {@code ?} for control characters and without those that are invisible; at most so long. */
    public static String visible(String text, int most) {
        String bounded = text.length() > 2 * most + 1_000 ? text.substring(0, 2 * most + 1_000) : text;
        StringBuilder visible = new StringBuilder(bounded.length());
        bounded.codePoints().forEach(c -> append(visible, c));
        return cut(visible.toString(), most);
    }

    private static void append(StringBuilder visible, int c) {
        if (c == '\n') {
            visible.append('\n');
        } else if (c != '\r') {
            appendOther(visible, c);
        }
    }

    private static void appendOther(StringBuilder visible, int c) {
        switch (Character.getType(c)) {
            case Character.FORMAT -> {
            }
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> visible.append('\n');
            case Character.SPACE_SEPARATOR -> visible.append(' ');
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                    visible.append(c == '\t' ? ' ' : SHOWN);
            default -> visible.appendCodePoint(c);
        }
    }

    /** At most so long, cut at a line's end where that costs less than half of it, never through a character. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = text.lastIndexOf('\n', most - 2);
        if (end < most / 2) {
            end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        }
        return text.substring(0, end) + (text.charAt(end) == '\n' ? "\n" : "") + ELLIPSIS;
    }

    /** One line, at most so long. */
    public static String line(String text, int most) {
        return cut(visible(text, most).replaceAll("\\s+", " ").strip(), most);
    }

    /** For where Markdown is read. It may become longer. */
    public static String markdown(String text) {
        String parted = LINK.matcher(EMOJI.matcher(text).replaceAll(":" + JOINER)).replaceAll("$0" + JOINER);
        StringBuilder inert = new StringBuilder(parted.length() + 16);
        for (int i = 0; i < parted.length(); i++) {
            sign(inert, parted, i);
        }
        String indented = INDENT.matcher(inert).replaceAll(spaces -> SPACE.repeat(spaces.group().length()));
        return START.matcher(indented).replaceAll("$1" + JOINER);
    }

    private static void sign(StringBuilder inert, String text, int at) {
        char c = text.charAt(at);
        switch (c) {
            case '`' -> inert.append('\u02cb');
            case '*' -> inert.append('\u2217');
            case '_' -> inert.append(inside(text, at) ? "_" : "\u02cd");
            case '~' -> inert.append('\u223c');
            case '<' -> inert.append(spaced(text, at) ? "<" : "\u2039");
            case '\\' -> inert.append('\\').append(JOINER);
            default -> inert.append(c);
        }
    }

    /** An underscore formats whole words only, so that shop_one_a stays as it is. */
    private static boolean inside(String text, int at) {
        return at > 0 && at < text.length() - 1
                && Character.isLetterOrDigit(text.charAt(at - 1)) && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    /** Nothing begins with a less-than sign that a space follows. */
    private static boolean spaced(String text, int at) {
        return at + 1 >= text.length() || text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '=';
    }

    /** Something to be typed, as code that begins and ends here. */
    public static String code(String text, int most) {
        return "`" + line(text, most).replace('`', '\u02cb').replace("@", "@" + JOINER) + "`";
    }
}
