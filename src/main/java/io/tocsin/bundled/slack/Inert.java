package io.tocsin.bundled.slack;

import java.util.regex.Pattern;

/** Makes texts from outside harmless: nothing in them can format, link, ping, hide or turn letters around. */
final class Inert {

    static final String ELLIPSIS = "\u2026";

    private static final char SHOWN = '?';
    /** Has no width and breaks no line. */
    private static final String JOINER = "\u2060";

    private static final Pattern EMOJI = Pattern.compile(":(?=[A-Za-z0-9_+'-]{1,100}:)");
    private static final Pattern LINK = Pattern.compile("://|(?i:mailto:)|@|(?<=[A-Za-z0-9])\\.(?=[A-Za-z])");

    private Inert() {}

    /**
     * The text with {@code ?} for control characters and without those that are invisible; no longer than asked for, and
     * cut at a line's end where that costs less than half of it.
     */
    static String visible(String text, int most) {
        String bounded = text.length() > 2 * most + 1_000 ? text.substring(0, 2 * most + 1_000) : text;
        return cut(visible(bounded), most);
    }

    static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(visible, c));
        return visible.toString();
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

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = text.lastIndexOf('\n', most - 2);
        if (end < most / 2) {
            end = most - 1;
            if (Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
        }
        return text.substring(0, end) + (text.charAt(end) == '\n' ? "\n" : "") + ELLIPSIS;
    }

    /** One line, at most so long. */
    static String line(String text, int most) {
        return cut(visible(text, most).replaceAll("\\s+", " ").strip(), most);
    }

    /** For where Slack reads markup: its signs are replaced by others that look like them, and links are broken. */
    static String inert(String text) {
        String broken = LINK.matcher(EMOJI.matcher(text).replaceAll(":" + JOINER)).replaceAll("$0" + JOINER);
        StringBuilder inert = new StringBuilder(broken.length() + 16);
        for (int i = 0; i < broken.length(); i++) {
            inert.append(sign(broken, i));
        }
        return escaped(inert.toString());
    }

    private static char sign(String text, int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '`' -> '\u02cb';
            case '*' -> inside(text, at) ? c : '\u2217';
            case '_' -> inside(text, at) ? c : '\u02cd';
            case '~' -> inside(text, at) ? c : '\u223c';
            case '>' -> at == 0 || text.charAt(at - 1) == '\n' ? '\u203a' : c;
            default -> c;
        };
    }

    /** Slack formats whole words only, so that shop_one_a stays as it is. */
    private static boolean inside(String text, int at) {
        return at > 0 && at < text.length() - 1
                && Character.isLetterOrDigit(text.charAt(at - 1)) && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    /** What Slack asks for in every text that may hold markup. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
