package io.tocsin.channel;

import java.util.regex.Pattern;

/**
 * Texts for chats that read Markdown: nothing in them can format, link or ping. Signs are replaced by others that look like
 * them, or parted by a sign that has no width: backslashes would be shown by half of the clients.
 */
public final class Markdown {

    /** Has no width and breaks no line. */
    private static final String JOINER = "\u2060";
    private static final String SPACE = "\u00a0";

    private static final Pattern EMOJI = Pattern.compile(":(?=[A-Za-z0-9_+'-]{1,100}:)");
    private static final Pattern LINK =
            Pattern.compile(
                    ":(?=//)|(?i:mailto:)|@|\\](?=[(\\[])|&(?=#|[A-Za-z]{1,30};)|(?<=[A-Za-z0-9])\\.(?=[A-Za-z])");
    private static final Pattern START = Pattern.compile("(?m)^([ \\u00a0]*)(?=[#>+|=:-]|\\d{1,9}[.)])");
    private static final Pattern INDENT = Pattern.compile("(?m)^ +");

    private Markdown() {}

    /** It may become longer. */
    public static String inert(String text) {
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
        return "`" + Plain.line(text, most).replace('`', '\u02cb').replace("@", "@" + JOINER) + "`";
    }
}
