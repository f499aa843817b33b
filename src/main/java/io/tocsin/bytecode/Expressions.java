package io.tocsin.bytecode;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stands in for the methods of {@code Pattern}, {@code Matcher} and {@code String} that match regular expressions: the
 * JDK's loops have no checkpoints, but they look at the text, and the text does.
 */
public final class Expressions {

    /** No expression takes long on so few characters. */
    private static final int SHORT = 16;

    private Expressions() {}

    public static Matcher matcher(Pattern pattern, CharSequence text) {
        return pattern.matcher(watched(text));
    }

    public static Matcher reset(Matcher matcher, CharSequence text) {
        return matcher.reset(watched(text));
    }

    public static boolean matches(String regex, CharSequence text) {
        return Pattern.matches(regex, watched(text));
    }

    /** The same as the one above with its arguments the other way round, so it needs a name of its own. */
    public static boolean matchesText(String text, String regex) {
        return Pattern.matches(regex, watched(text));
    }

    public static String replaceAll(String text, String regex, String replacement) {
        return Pattern.compile(regex).matcher(watched(text)).replaceAll(replacement);
    }

    public static String replaceFirst(String text, String regex, String replacement) {
        return Pattern.compile(regex).matcher(watched(text)).replaceFirst(replacement);
    }

    public static String[] split(String text, String regex) {
        return split(text, regex, 0);
    }

    public static String[] split(String text, String regex, int limit) {
        return text.length() < SHORT || regex.length() == 1
                ? text.split(regex, limit)
                : Pattern.compile(regex).split(watched(text), limit);
    }

    public static String[] split(Pattern pattern, CharSequence text) {
        return pattern.split(watched(text));
    }

    public static String[] split(Pattern pattern, CharSequence text, int limit) {
        return pattern.split(watched(text), limit);
    }

    public static Stream<String> splitAsStream(Pattern pattern, CharSequence text) {
        return pattern.splitAsStream(watched(text));
    }

    public static Predicate<String> asPredicate(Pattern pattern) {
        return text -> pattern.matcher(watched(text)).find();
    }

    public static Predicate<String> asMatchPredicate(Pattern pattern) {
        return text -> pattern.matcher(watched(text)).matches();
    }

    private static CharSequence watched(CharSequence text) {
        return text instanceof String string && string.length() < SHORT || text instanceof Watched
                ? text
                : new Watched(text);
    }

    /** A text that ends the call when it is looked at. */
    private record Watched(CharSequence text) implements CharSequence {

        Watched {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            Checkpoint.jump();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
