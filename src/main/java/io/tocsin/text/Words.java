package io.tocsin.text;

import io.tocsin.spi.Phrase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lengths of time and moments as people read them. */
public final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private Words() {}

    /**
     * A length of time to the precision people care for: {@code 212 ms}, {@code 20.1 s}, {@code 4 min 12 s},
     * {@code 3 min}, {@code 2 d 3 h}. From a minute on, what is smaller than the second unit is dropped.
     */
    public static Phrase length(Duration length) {
        if (length.isNegative()) {
            return length(Duration.ZERO);
        }
        BigDecimal millis = millis(length);
        if (millis.compareTo(THOUSAND) < 0) {
            return one("ms", millis.signum() == 0 ? BigDecimal.ZERO : millis);
        }
        BigDecimal seconds = millis.movePointLeft(3).setScale(1, RoundingMode.HALF_UP);
        if (seconds.compareTo(BigDecimal.valueOf(60)) < 0) {
            return one("s", seconds);
        }
        List<Phrase> parts = parts(Duration.ofSeconds(Math.max(60, length.toSeconds())));
        boolean neighbours = parts.size() > 1 && unit(parts.get(0)).next() == unit(parts.get(1));
        return joined(parts.subList(0, neighbours ? 2 : 1));
    }

    /** A length of time with nothing dropped, such as {@code 1 h 5 s} or {@code 2.5 s}: for what somebody has set. */
    public static Phrase exact(Duration length) {
        if (length.isNegative() || length.isZero()) {
            return one("s", BigDecimal.ZERO);
        }
        List<Phrase> parts = parts(length.truncatedTo(ChronoUnit.MINUTES));
        BigDecimal seconds = BigDecimal.valueOf(length.toSecondsPart())
                .add(BigDecimal.valueOf(length.toNanosPart()).movePointLeft(9));
        if (seconds.signum() > 0) {
            boolean small = parts.isEmpty() && seconds.compareTo(BigDecimal.ONE) < 0;
            parts.add(small ? one("ms", seconds.movePointRight(3)) : one("s", seconds));
        }
        return joined(parts);
    }

    /** A moment in a zone: {@code 14:02:11}, with the date in front when it is another day than now. */
    public static String time(Instant moment, Instant now, ZoneId zone) {
        ZonedDateTime there = moment.atZone(zone);
        boolean today = there.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? TIME : DATE_AND_TIME).format(there);
    }

    /** How something stands: {@code DOWN}, in the reader's language. */
    public static Phrase state(String state) {
        return Phrase.of("text.state." + state.toLowerCase(Locale.ROOT));
    }

    /** Several lines, each under the one before and set in. */
    public static Phrase lines(List<Phrase> lines) {
        return lines.stream()
                .reduce(Phrase.literal(""), (before, line) -> Phrase.of("text.lines", before, line));
    }

    private static BigDecimal millis(Duration length) {
        BigDecimal exact = BigDecimal.valueOf(length.getSeconds())
                .multiply(THOUSAND)
                .add(BigDecimal.valueOf(length.getNano()).movePointLeft(6));
        return exact.setScale(exact.compareTo(BigDecimal.ONE) < 0 ? 1 : 0, RoundingMode.HALF_UP);
    }

    private static List<Phrase> parts(Duration whole) {
        List<Phrase> parts = new ArrayList<>();
        long left = whole.toSeconds();
        for (Unit unit : Unit.values()) {
            if (left >= unit.seconds) {
                parts.add(one(unit.name().toLowerCase(Locale.ROOT), BigDecimal.valueOf(left / unit.seconds)));
            }
            left %= unit.seconds;
        }
        return parts;
    }

    private static Unit unit(Phrase part) {
        return Unit.valueOf(part.key().substring("text.".length()).toUpperCase(Locale.ROOT));
    }

    private static Phrase one(String unit, BigDecimal amount) {
        BigDecimal plain = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        return Phrase.of("text." + unit, plain.toPlainString());
    }

    private static Phrase joined(List<Phrase> parts) {
        return parts.stream()
                .reduce((before, last) -> Phrase.of("text.and", before, last))
                .orElseThrow();
    }

    /** From large to small. */
    private enum Unit {
        D(86_400),
        H(3_600),
        MIN(60),
        S(1);

        private final long seconds;

        Unit(long seconds) {
            this.seconds = seconds;
        }

        private Unit next() {
            return values()[Math.min(ordinal() + 1, S.ordinal())];
        }
    }
}
