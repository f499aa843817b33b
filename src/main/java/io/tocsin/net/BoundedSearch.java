package io.tocsin.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Searches a text of somebody else by a regular expression of somebody else, either of which may be catastrophic: the text
 * counts how often it is looked at, so the search ends after a fixed amount of work, or when its thread is interrupted.
 */
public final class BoundedSearch {

    private static final int MOST_LOOKS = 20_000_000;
    private static final int A_WHILE = 0xFFFF;

    private BoundedSearch() {}

    /** The search had to be given up. */
    public static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1L;

        private GivenUp(Throwable cause) {
            super("too many steps", cause);
        }
    }

    private interface Use<T> {
        T of(Matcher matcher);
    }

    /**
     * What the expression's first group finds first, or the whole of it where it has no group.
     *
     * @throws GivenUp if it takes too many steps to tell
     */
    public static Optional<String> first(Pattern pattern, String text) throws GivenUp {
        return use(pattern, text, matcher -> matcher.find() ? Optional.ofNullable(found(matcher)) : Optional.empty());
    }

    /**
     * The same for each place where it is found; where the group takes no part it is empty.
     *
     * @param most so many places, and no more
     * @throws GivenUp if it takes too many steps to tell
     */
    public static List<String> all(Pattern pattern, String text, int most) throws GivenUp {
        return use(pattern, text, matcher -> {
            List<String> all = new ArrayList<>();
            while (all.size() < most && matcher.find()) {
                all.add(Objects.requireNonNullElse(found(matcher), ""));
            }
            return all;
        });
    }

    /**
     * The text without the places where it is found.
     *
     * @throws GivenUp if it takes too many steps to tell
     */
    public static String without(Pattern pattern, String text) throws GivenUp {
        return use(pattern, text, matcher -> matcher.replaceAll(""));
    }

    private static @Nullable String found(Matcher matcher) {
        return matcher.group(matcher.groupCount() == 0 ? 0 : 1);
    }

    private static <T> T use(Pattern pattern, String text, Use<T> use) throws GivenUp {
        try {
            return use.of(pattern.matcher(new Counted(text, new int[] {MOST_LOOKS})));
        } catch (TooManyLooks | StackOverflowError endless) {
            throw new GivenUp(endless);
        }
    }

    private record Counted(String text, int[] left) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            int now = --left[0];
            if (now < 0 || (now & A_WHILE) == 0 && Thread.currentThread().isInterrupted()) {
                throw new TooManyLooks();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooks() {
            super("too many steps", null, false, false);
        }
    }
}
