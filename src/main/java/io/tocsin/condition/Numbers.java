package io.tocsin.condition;

import io.tocsin.spi.Durations;
import io.tocsin.spi.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/** What a text is worth as a number. Only ASCII digits count, and nothing unreasonably long. */
final class Numbers {

    private static final int LONGEST = 400;
    private static final int LONGEST_TIME = 60;
    private static final int LARGEST_EXPONENT = 10_000;

    private Numbers() {}

    /** A whole number as Go writes them: {@code 42}, {@code 0xFF}, {@code 0o17}, {@code 017}, {@code 1_000}. */
    static Optional<BigDecimal> whole(String text) {
        int start = signs(text);
        if (text.length() == start || text.length() > LONGEST || !isDigit(text.charAt(start))) {
            return Optional.empty();
        }
        int radix = radix(text, start);
        int digits = start + (radix == 10 ? 0 : prefix(text, start));
        String plain = withoutSeparators(text.substring(digits), radix != 10);
        if (plain.isEmpty() || !plain.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0)) {
            return Optional.empty();
        }
        BigInteger size = new BigInteger(plain, radix);
        return Optional.of(new BigDecimal(text.charAt(0) == '-' ? size.negate() : size));
    }

    /** A whole number as above, or a decimal one. */
    static Optional<BigDecimal> number(String text) {
        Optional<BigDecimal> whole = whole(text);
        return whole.isPresent() ? whole : decimal(text);
    }

    /** A number as above, or a length of time in milliseconds. */
    static Optional<BigDecimal> amount(String text) {
        Optional<BigDecimal> number = number(text);
        return number.isPresent() ? number : time(text);
    }

    /** A length of time in milliseconds. */
    static Optional<BigDecimal> time(String text) {
        int start = signs(text);
        if (text.length() == start || text.length() > LONGEST_TIME || !isDigit(text.charAt(start))) {
            return Optional.empty();
        }
        try {
            Duration time = Durations.parse(text.substring(start).replace('\u00B5', 'u').replace('\u03BC', 'u'));
            BigDecimal millis = BigDecimal.valueOf(time.toNanos(), 6);
            return Optional.of(text.charAt(0) == '-' ? millis.negate() : millis);
        } catch (Refusal _) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> decimal(String text) {
        if (text.isEmpty() || text.length() > LONGEST
                || !text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text)).filter(n -> Math.abs((long) n.scale()) <= LARGEST_EXPONENT);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static int signs(String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    }

    private static int radix(String text, int start) {
        if (text.charAt(start) != '0' || text.length() == start + 1) {
            return 10;
        }
        return switch (text.charAt(start + 1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static int prefix(String text, int start) {
        return Character.isLetter(text.charAt(start + 1)) ? 2 : 1;
    }

    /** The digits without their underscores; empty if those stand where Go allows none. */
    private static String withoutSeparators(String digits, boolean mayLead) {
        if (digits.indexOf('_') < 0) {
            return digits;
        }
        boolean wrong = digits.contains("__") || digits.endsWith("_") || (digits.startsWith("_") && !mayLead);
        return wrong ? "" : digits.replace("_", "");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
