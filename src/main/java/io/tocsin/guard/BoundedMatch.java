package io.tocsin.guard;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches a regular expression that may be catastrophic: the text counts how often it is looked at, so a match ends after
 * a fixed amount of work wherever it runs.
 */
public final class BoundedMatch {

    private static final Logger log = LoggerFactory.getLogger(BoundedMatch.class);
    private static final int LONGEST_LINE = 10_000;
    private static final int MOST_LOOKS = 1_000_000;

    private BoundedMatch() {}

    /** @return empty if it does not match, or takes too many steps to tell */
    public static Optional<MatchResult> of(Pattern pattern, boolean whole, String line, String plugin) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        try {
            Matcher matcher = pattern.matcher(new Counted(line, new int[] {MOST_LOOKS}));
            boolean found = whole ? matcher.matches() : matcher.find();
            return found ? Optional.of(matcher.toMatchResult()) : Optional.empty();
        } catch (TooManyLooks | StackOverflowError endless) {
            log.warn("plugin {}: the expression {} is given up on a line of {} characters: {}", plugin, pattern,
                    line.length(), endless.toString());
            return Optional.empty();
        }
    }

    private record Counted(String line, int[] left) implements CharSequence {

        @Override
        public int length() {
            return line.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new TooManyLooks();
            }
            return line.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return line.substring(start, end);
        }

        @Override
        public String toString() {
            return line;
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooks() {
            super("too many steps", null, false, false);
        }
    }
}
