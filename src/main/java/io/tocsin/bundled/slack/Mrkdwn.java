package io.tocsin.bundled.slack;

import java.util.regex.Pattern;

/** Texts for where Slack reads its markup: nothing in them can format, link or ping. */
final class Mrkdwn {

    /** Has no width and breaks no line. */
    private static final String JOINER = "\u2060";

    private static final Pattern EMOJI = Pattern.compile(":(?=[A-Za-z0-9_+'-]{1,100}:)");
    private static final Pattern LINK = Pattern.compile("://|(?i:mailto:)|@|(?<=[A-Za-z0-9])\\.(?=[A-Za-z])");

    private Mrkdwn() {}

    /** Its signs are replaced by others that look like them, and links are broken. */
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
