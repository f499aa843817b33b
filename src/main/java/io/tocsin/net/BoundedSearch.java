package io.tocsin.net;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches a text of somebody else by a regular expression of somebody else, either of which may be catastrophic: the text
 * counts how often it is looked at, so the search ends after a fixed amount of work, or when its thread is interrupted.
 */
public final class BoundedSearch {

    private static final int MOST_LOOKS = 2_000_000;
    private static final int A_WHILE = 0xFFFF;

    private BoundedSearch() {}

    /** The search had to be given up. */
    public static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1L;

        private GivenUp(Throwable cause) {
            super("too many steps", cause);
        }
    }

    /**
     * What the expression's first group finds first, or the whole of it where it has no group.
     *
     * @throws GivenUp if it takes too many steps to tell
     */
    public static Optional<String> first(Pattern pattern, String text) throws GivenUp {
        try {
            Matcher matcher = pattern.matcher(new Counted(text, new int[] {MOST_LOOKS}));
            if (!matcher.find()) {
                return Optional.empty();
            }
            return Optional.ofNullable(matcher.group(matcher.groupCount() == 0 ? 0 : 1));
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
