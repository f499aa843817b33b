package io.tocsin.condition;

import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern as Gatus reads them: {@code *} is anything, line ends included, {@code ?} any one character, {@code [a-z]} and
 * {@code [^a-z]} one of a class, a backslash takes the next character as it is, and every {@code /} is left out on both sides.
 *
 * <p>The parts between stars are looked for from left to right, each once and without going back, so a long hostile text
 * costs time in proportion to its length.
 */
public final class Glob {

    private final List<GlobPart> parts;

    private Glob(List<GlobPart> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads a pattern.
     *
     * @throws Refusal if a class is not closed or is empty, or the pattern ends in a backslash
     */
    public static Glob parse(String pattern) {
        return new Reader(pattern).read();
    }

    public boolean matches(String input) {
        String text = input.indexOf('/') < 0 ? input : input.replace("/", "");
        GlobPart first = parts.getFirst();
        int place = first.at(text, 0);
        if (parts.size() == 1) {
            return place == text.length();
        }
        int limit = parts.getLast().before(text);
        for (int i = 1; i < parts.size() - 1 && place >= 0 && place <= limit; i++) {
            place = parts.get(i).find(text, place, limit);
        }
        return place >= 0 && place <= limit;
    }

    /** Reads one pattern. */
    private static final class Reader {

        private final String written;
        private final String pattern;
        private final List<GlobPart> parts = new ArrayList<>();
        private List<GlobPart.One> part = new ArrayList<>();
        private int place;

        Reader(String pattern) {
            this.written = pattern;
            this.pattern = pattern.replace("/", "");
        }

        Glob read() {
            while (place < pattern.length()) {
                switch (pattern.charAt(place)) {
                    case '*' -> endPart();
                    case '?' -> one(GlobPart.One.ANY);
                    case '[' -> part.add(characterClass());
                    default -> part.add(GlobPart.One.of(character()));
                }
            }
            parts.add(GlobPart.of(part));
            return new Glob(parts);
        }

        private void endPart() {
            place++;
            if (!part.isEmpty() || parts.isEmpty()) {
                parts.add(GlobPart.of(part));
                part = new ArrayList<>();
            }
        }

        private void one(GlobPart.One character) {
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

        private GlobPart.One characterClass() {
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
            return new GlobPart.One(negated, bounds.stream().mapToInt(Integer::intValue).toArray());
        }

        private int bound() {
            if (place >= pattern.length() || pattern.charAt(place) == '-' || pattern.charAt(place) == ']') {
                throw Refusal.of("condition.bad.pattern-class", written);
            }
            return character();
        }
    }
}
