package io.tocsin.bundled.discord;

/** Makes texts of strangers show as what they are: no markup, no link, no mention, nothing invisible. */
final class Plain {

    static final String MORE = "\u2026";

    private static final char UNSEEN = '\ufffd';
    private static final String SPECIAL = "\\*_~|`<>[]@";
    /** Letters by their kind that show nothing, or nothing but a gap. */
    private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0";
    private static final int LONGEST_EMOJI = 64;

    private Plain() {}

    /**
     * A part of a text.
     *
     * @param whole whether nothing was left out
     */
    record Cut(String shown, boolean whole) {}

    /** The text with a mark for everything that cannot be seen or turns letters around; line ends stay. */
    static String harmless(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().filter(c -> c != '\r').map(Plain::sign).forEach(harmless::appendCodePoint);
        return harmless.toString();
    }

    private static int sign(int c) {
        if (c == '\n') {
            return c;
        }
        if (c == '\t') {
            return ' ';
        }
        if (BLANK.indexOf(c) >= 0) {
            return UNSEEN;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> UNSEEN;
            default -> c;
        };
    }

    /** On one line, for places that know no markup: buttons, names of threads. */
    static String label(String text, int most) {
        return cut(harmless(text.substring(0, Math.min(text.length(), 4 * most))).replace('\n', ' ').strip(), most);
    }

    /** At most so many characters, none of them halved. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }

    /** One line or more, escaped, cut at the end of a line where that is possible. */
    static Cut markdown(String text, int most) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            int stop = end < 0 ? text.length() : end;
            String line = line(text, from, stop, most);
            int left = most - shown.length() - (from == 0 ? 0 : 1);
            boolean last = end < 0;
            if (line.length() > left - (last ? 0 : MORE.length() + 1)) {
                return new Cut(cutOff(shown, text.substring(from, Math.min(stop, from + most + 1)), most), false);
            }
            shown.append(from == 0 ? "" : "\n").append(line);
            from = stop + 1;
        }
        return new Cut(shown.toString(), true);
    }

    /** Escaped, and longer than allowed if it is. */
    private static String line(String text, int from, int stop, int most) {
        return escape(harmless(text.substring(from, Math.min(stop, from + most + 1))));
    }

    private static String cutOff(StringBuilder shown, String next, int most) {
        if (!shown.isEmpty()) {
            return shown + "\n" + MORE;
        }
        String raw = harmless(next);
        int fits = 0;
        int tooMuch = raw.length() + 1;
        while (tooMuch - fits > 1) {
            int middle = (fits + tooMuch) / 2;
            if (escape(raw.substring(0, middle)).length() <= most - MORE.length()) {
                fits = middle;
            } else {
                tooMuch = middle;
            }
        }
        boolean halved = fits > 0 && Character.isHighSurrogate(raw.charAt(fits - 1));
        return escape(raw.substring(0, halved ? fits - 1 : fits)) + MORE;
    }

    /** One line with a backslash before whatever would mean something. */
    static String escape(String line) {
        StringBuilder escaped = new StringBuilder(line.length() + 16);
        int start = 0;
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (SPECIAL.indexOf(c) >= 0 || begins(line, start, i) || c == ':' && means(line, i)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** Whether a list or a heading begins here. */
    private static boolean begins(String line, int start, int i) {
        char c = line.charAt(i);
        if (i == start) {
            return c == '#' || c == '-' || c == '+';
        }
        return (c == '.' || c == ')')
                && line.substring(start, i).chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** Whether a colon is part of an address or of an emoji's name. */
    private static boolean means(String line, int colon) {
        if (line.startsWith("//", colon + 1)) {
            return true;
        }
        int end = colon + 1;
        while (end < line.length() && end - colon <= LONGEST_EMOJI && isNamePart(line.charAt(end))) {
            end++;
        }
        return end > colon + 1 && end < line.length() && line.charAt(end) == ':';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '+' || c == '~';
    }
}
