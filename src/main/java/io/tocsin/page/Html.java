package io.tocsin.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Writes HTML that is well-formed XML, too. Text and values of attributes are escaped, and nothing else gets in. What
 * cannot be shown, or would change the direction of what stands around it, becomes a mark. Not safe for use by several
 * threads.
 */
final class Html {

    private static final char MARK = '\ufffd';

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final String kept;

    /** @param kept a parameter that every address of ours gets, such as {@code lang=ja}; may be empty */
    Html(String kept) {
        this.kept = kept;
    }

    /** @param attributes names and values by turns */
    Html open(String tag, String... attributes) {
        begin(tag, attributes);
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    /** An element without content. */
    Html empty(String tag, String... attributes) {
        begin(tag, attributes);
        out.append("/>");
        return this;
    }

    /** An element with text alone. */
    Html leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** Text from outside, such as a name, whose direction is its own. */
    Html foreign(String text) {
        return leaf("bdi", text);
    }

    /** The style sheet, which is ours. */
    Html style(String css) {
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    private void begin(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(tag.equals("a") && attributes[i].equals("href") ? address(attributes[i + 1]) : attributes[i + 1]);
            out.append('"');
        }
    }

    private String address(String address) {
        if (kept.isEmpty() || !address.startsWith("/")) {
            return address;
        }
        return address + (address.contains("?") ? "&" : "?") + kept;
    }

    private void escape(String text) {
        for (int at = 0; at < text.length();) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(shown(point));
            }
        }
    }

    private static int shown(int point) {
        if (point == '\n' || point == '\t') {
            return point;
        }
        boolean noncharacter = (point & 0xfffe) == 0xfffe;
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE -> MARK;
            default -> noncharacter || turns(point) ? MARK : point;
        };
    }

    /** Whether it changes the direction of what follows. */
    private static boolean turns(int point) {
        return point >= 0x202a && point <= 0x202e || point >= 0x2066 && point <= 0x2069 || point == 0x200e
                || point == 0x200f || point == 0x61c;
    }

    /** At most so many characters, the last of them dots where there are more. */
    static String brief(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, most - 1))) + "\u2026";
    }

    /** Text as part of an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
