package io.tocsin.bundled.sms;

/**
 * Texts cut to so many segments of an SMS: of 160 characters of the GSM alphabet where the text has no others, else of 70.
 * In a text of several each segment loses a few for its number.
 */
record Segments(int most) {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each takes the place of two. */
    private static final String EXTENDED = "^{}\\[~]|€";

    private static final int GSM_ALONE = 160;
    private static final int GSM_EACH = 153;
    private static final int WIDE_ALONE = 70;
    private static final int WIDE_EACH = 67;
    private static final String MORE = "...";

    String cut(String text) {
        boolean gsm = text.chars().allMatch(Segments::isGsm);
        int room = room(gsm);
        if (size(text, gsm) <= room) {
            return text;
        }
        int left = room - MORE.length();
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            left -= size(Character.toString(point), gsm);
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end) + MORE;
    }

    /** What is written in two places is not cut in two, which may cost one place a segment. */
    private int room(boolean gsm) {
        if (most == 1) {
            return gsm ? GSM_ALONE : WIDE_ALONE;
        }
        return most * ((gsm ? GSM_EACH : WIDE_EACH) - 1) + 1;
    }

    private static boolean isGsm(int c) {
        return BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0;
    }

    private static int size(String text, boolean gsm) {
        return gsm
                ? text.length() + (int) text.chars().filter(c -> EXTENDED.indexOf(c) >= 0).count()
                : text.length();
    }
}
