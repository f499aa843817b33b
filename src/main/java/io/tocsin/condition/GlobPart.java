package io.tocsin.condition;

import java.util.List;

/** What stands between two stars of a pattern. */
sealed interface GlobPart {

    /** Where this ends if it stands at this place; -1 if it does not. */
    int at(String text, int place);

    /** Where this begins if the text ends with it; -1 if it does not. */
    int before(String text);

    /** The end of the first such part between two places; -1 if there is none. */
    int find(String text, int from, int to);

    static GlobPart of(List<One> characters) {
        if (!characters.stream().allMatch(One::isPlain)) {
            return new Wild(List.copyOf(characters));
        }
        StringBuilder text = new StringBuilder();
        characters.forEach(character -> text.appendCodePoint(character.bounds()[0]));
        return Plain.of(text.toString());
    }

    /** One character of a pattern: those within these pairs of bounds, or those without. */
    @SuppressWarnings("ArrayRecordComponent") // never handed out
    record One(boolean negated, int[] bounds) {

        static final One ANY = new One(true, new int[0]);

        static One of(int character) {
            return new One(false, new int[] {character, character});
        }

        boolean isPlain() {
            return !negated && bounds.length == 2 && bounds[0] == bounds[1];
        }

        boolean matches(int character) {
            for (int i = 0; i < bounds.length; i += 2) {
                if (bounds[i] <= character && character <= bounds[i + 1]) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    /**
     * A plain text.
     *
     * @param borders for each length, how much of the text's end is also its beginning (Knuth, Morris and Pratt)
     * @param repetitive whether it repeats itself so much that a plain search could be made slow
     */
    @SuppressWarnings("ArrayRecordComponent") // never handed out
    record Plain(String literal, int[] borders, boolean repetitive) implements GlobPart {

        private static final int HARMLESS = 8;

        static Plain of(String literal) {
            int[] borders = new int[literal.length()];
            int longest = 0;
            int border = 0;
            for (int i = 1; i < literal.length(); i++) {
                border = next(literal, borders, border, literal.charAt(i));
                borders[i] = border;
                longest = Math.max(longest, border);
            }
            return new Plain(literal, borders, longest > HARMLESS);
        }

        private static int next(String literal, int[] borders, int matched, char c) {
            int length = matched;
            while (length > 0 && literal.charAt(length) != c) {
                length = borders[length - 1];
            }
            return literal.charAt(length) == c ? length + 1 : length;
        }

        @Override
        public int at(String text, int place) {
            return text.startsWith(literal, place) ? place + literal.length() : -1;
        }

        @Override
        public int before(String text) {
            return text.endsWith(literal) ? text.length() - literal.length() : -1;
        }

        @Override
        public int find(String text, int from, int to) {
            if (repetitive) {
                return findRepetitive(text, from, to);
            }
            int found = text.indexOf(literal, from, to);
            return found < 0 ? -1 : found + literal.length();
        }

        private int findRepetitive(String text, int from, int to) {
            int matched = 0;
            for (int i = from; i < to; i++) {
                matched = next(literal, borders, matched, text.charAt(i));
                if (matched == literal.length()) {
                    return i + 1;
                }
            }
            return -1;
        }
    }

    /** A run of characters with {@code ?} or classes among them. */
    record Wild(List<One> characters) implements GlobPart {

        @Override
        public int at(String text, int place) {
            return at(text, place, text.length());
        }

        private int at(String text, int place, int to) {
            int end = place;
            for (One character : characters) {
                if (end >= to || !character.matches(text.codePointAt(end))) {
                    return -1;
                }
                end += Character.charCount(text.codePointAt(end));
            }
            return end;
        }

        @Override
        public int before(String text) {
            int start = text.length();
            for (One character : characters.reversed()) {
                if (start == 0 || !character.matches(text.codePointBefore(start))) {
                    return -1;
                }
                start -= Character.charCount(text.codePointBefore(start));
            }
            return start;
        }

        @Override
        public int find(String text, int from, int to) {
            for (int i = from; i < to; i++) {
                int end = at(text, i, to);
                if (end >= 0) {
                    return end;
                }
            }
            return -1;
        }
    }
}
