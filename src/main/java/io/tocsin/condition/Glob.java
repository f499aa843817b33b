package io.tocsin.condition;

import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern as Gatus reads them: {@code *} is anything, line ends included, {@code ?} any one character,
 * {@code [a-z]} and {@code [^a-z]} one of a class, a backslash takes the next character as it is, and every {@code /}
 * is left out on both sides.
 *
 * <p>The parts between stars are looked for from left to right, each once and without going back, so a long hostile
 * text costs time in proportion to its length.
 */
public final class Glob {

    private final List<Part> parts;
    private final List<Part> asWritten;

    /**
     * Made by {@link #parse}.
     *
     * @param asWritten the same with every slash in its place, if all of it is plain text: where that matches, so
     *     does the pattern, and the text need not be copied; else empty
     */
    private Glob(List<Part> parts, List<Part> asWritten) {
        this.parts = List.copyOf(parts);
        this.asWritten = List.copyOf(asWritten);
    }

    /**
     * Reads a pattern.
     *
     * @throws Refusal if a class is not closed or is empty, or the pattern ends in a backslash
     */
    public static Glob parse(String pattern) {
        List<Part> parts = new Reader(pattern, withoutSlashes(pattern)).read();
        if (pattern.indexOf('\\') >= 0 || !arePlain(parts)) {
            return new Glob(parts, List.of());
        }
        List<Part> asWritten = new Reader(pattern, pattern).read();
        return new Glob(parts, arePlain(asWritten) ? asWritten : List.of());
    }

    /** Whether all of the text is as the pattern says. */
    public boolean matches(String text) {
        return (!asWritten.isEmpty() && match(asWritten, text)) || match(parts, withoutSlashes(text));
    }

    private static boolean match(List<Part> parts, String text) {
        int place = parts.getFirst().at(text, 0);
        if (parts.size() == 1) {
            return place == text.length();
        }
        int limit = parts.getLast().before(text);
        for (int i = 1; i < parts.size() - 1 && place >= 0 && place <= limit; i++) {
            place = parts.get(i).find(text, place, limit);
        }
        return place >= 0 && place <= limit;
    }

    private static boolean arePlain(List<Part> parts) {
        return parts.stream().allMatch(part -> part instanceof Part.Plain);
    }

    private static String withoutSlashes(String text) {
        return text.indexOf('/') < 0 ? text : text.replace("/", "");
    }

    /** Reads one pattern. */
    private static final class Reader {

        private final String written;
        private final String pattern;
        private final List<Part> parts = new ArrayList<>();
        private List<Part.One> part = new ArrayList<>();
        private int place;

        Reader(String written, String pattern) {
            this.written = written;
            this.pattern = pattern;
        }

        List<Part> read() {
            while (place < pattern.length()) {
                switch (pattern.charAt(place)) {
                    case '*' -> endPart();
                    case '?' -> one(Part.One.ANY);
                    case '[' -> part.add(characterClass());
                    default -> part.add(Part.One.of(character()));
                }
            }
            parts.add(Part.of(part));
            return parts;
        }

        private void endPart() {
            place++;
            if (!part.isEmpty() || parts.isEmpty()) {
                parts.add(Part.of(part));
                part = new ArrayList<>();
            }
        }

        private void one(Part.One character) {
            place++;
            part.add(character);
        }

        private int character() {
            if (pattern.charAt(place) == '\\') {
                place++;
                if (place == pattern.length()) {
                    throw Refusal.of("condition.bad.pattern-end", written);
                }
            }
            int character = pattern.codePointAt(place);
            place += Character.charCount(character);
            return character;
        }

        private Part.One characterClass() {
            place++;
            boolean negated = pattern.startsWith("^", place);
            place += negated ? 1 : 0;
            List<Integer> bounds = new ArrayList<>();
            do {
                int low = bound();
                boolean range = pattern.startsWith("-", place);
                place += range ? 1 : 0;
                bounds.add(low);
                bounds.add(range ? bound() : low);
            } while (!pattern.startsWith("]", place));
            place++;
            return new Part.One(negated, bounds.stream().mapToInt(Integer::intValue).toArray());
        }

        private int bound() {
            if (place >= pattern.length() || pattern.charAt(place) == '-' || pattern.charAt(place) == ']') {
                throw Refusal.of("condition.bad.pattern-class", written);
            }
            return character();
        }
    }

    /** What stands between two stars of a pattern. */
    private sealed interface Part {

        /** Where this ends if it stands at this place; -1 if it does not. */
        int at(String text, int place);

        /** Where this begins if the text ends with it; -1 if it does not. */
        int before(String text);

        /** The end of the first such part between two places; -1 if there is none. */
        int find(String text, int from, int to);

        static Part of(List<One> characters) {
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
        record Plain(String literal, int[] borders, boolean repetitive) implements Part {

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
        record Wild(List<One> characters) implements Part {

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
}
