package io.tocsin.bundled.change;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions over what strangers write: the text counts how often it is looked at, so that an expression that
 * would take years ends after a moment.
 */
final class Bounded {

    private static final int MOST_LOOKS = 20_000_000;
    private static final int LONGEST = 1_000;

    private Bounded() {}

    /** @throws Refusal if it is no regular expression */
    static Pattern pattern(String setting, String text) {
        try {
            if (text.length() > LONGEST) {
                throw Refusal.of("change.long", setting, Integer.toString(LONGEST));
            }
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new Refusal(Phrase.of("change.regex", setting, text, String.valueOf(wrong.getDescription())));
        }
    }

    /** The first group of each place where it is found, or all of the place. */
    static List<String> found(Pattern pattern, String text, int most) {
        return with(pattern, text, matcher -> {
            List<String> found = new ArrayList<>();
            while (found.size() < most && matcher.find()) {
                String group = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
                found.add(group == null ? "" : group);
            }
            return found;
        });
    }

    static String without(Pattern pattern, String text) {
        return with(pattern, text, matcher -> matcher.replaceAll(""));
    }

    private interface Use<T> {
        T run(Matcher matcher);
    }

    private static <T> T with(Pattern pattern, String text, Use<T> use) {
        try {
            return use.run(pattern.matcher(new Counted(text, new int[] {MOST_LOOKS})));
        } catch (TooManyLooks | StackOverflowError endless) {
            throw Refusal.of("change.endless", pattern.pattern());
        }
    }

    private record Counted(String text, int[] left) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
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
