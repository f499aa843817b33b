package io.tocsin.channel;

import java.nio.charset.StandardCharsets;

/** Texts cut to what the other side takes, never through the middle of a character, with a sign that there was more. */
public final class Cut {

    /** Says that there was more. */
    public static final String MORE = "…";

    private Cut() {}

    /** @param most UTF-16 units, as most systems count */
    public static String chars(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - MORE.length();
        boolean split = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, split ? end - 1 : end) + MORE;
    }

    /**
     * Cut at a line's end where that costs less than half of it.
     *
     * @param most UTF-16 units
     */
    public static String lines(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = text.lastIndexOf('\n', most - 1 - MORE.length());
        return end < most / 2 ? chars(text, most) : text.substring(0, end) + "\n" + MORE;
    }

    /** @param most bytes of UTF-8 */
    public static String bytes(String text, int most) {
        if (text.length() * 3L <= most || size(text) <= most) {
            return text;
        }
        int left = most - size(MORE);
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            left -= size(Character.toString(point));
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + MORE;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
