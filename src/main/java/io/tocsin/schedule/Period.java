package io.tocsin.schedule;

import io.tocsin.spi.Durations;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Every so often. The times lie on a grid that begins at the epoch, so a restart keeps the phase; zones and daylight
 * saving do not matter to it.
 *
 * @param length the time between two starts, in whole milliseconds
 */
public record Period(Duration length) implements Schedule {

    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Instant HORIZON = Instant.parse("9999-01-01T00:00:00Z");

    public Period {
        if (length.compareTo(SHORTEST) < 0) {
            throw Refusal.of("schedule.period.short", brief(length));
        }
        if (length.compareTo(LONGEST) > 0) {
            throw Refusal.of("schedule.period.long", brief(length));
        }
        if (!length.equals(length.truncatedTo(ChronoUnit.MILLIS))) {
            throw Refusal.of("schedule.period.fine", brief(length));
        }
    }

    /** Reads a length of time such as {@code 30s}. */
    static Period read(String length) {
        return new Period(Durations.parse(length));
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone) {
        if (after.isAfter(HORIZON)) {
            return Optional.empty();
        }
        long millis = length.toMillis();
        return Optional.of(Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), millis) + 1) * millis));
    }

    @Override
    public String text() {
        return "every " + brief(length);
    }

    @Override
    public Phrase words() {
        Unit unit = Unit.of(length);
        BigDecimal count = unit.count(length);
        if (count.compareTo(BigDecimal.ONE) == 0) {
            return Phrase.of("schedule.every.one", Phrase.of("schedule.unit." + unit.word));
        }
        return Phrase.of("schedule.every.many", count.toPlainString(), Phrase.of("schedule.units." + unit.word));
    }

    private static String brief(Duration length) {
        Unit unit = Unit.of(length);
        return unit.count(length).toPlainString() + unit.sign;
    }

    /** The largest unit that needs no fraction; seconds may have one. */
    private enum Unit {
        DAY("day", "d", 86_400_000_000_000L),
        HOUR("hour", "h", 3_600_000_000_000L),
        MINUTE("minute", "m", 60_000_000_000L),
        SECOND("second", "s", 1_000_000_000L),
        MILLISECOND("millisecond", "ms", 1_000_000L);

        private final String word;
        private final String sign;
        private final BigDecimal nanos;

        Unit(String word, String sign, long nanos) {
            this.word = word;
            this.sign = sign;
            this.nanos = BigDecimal.valueOf(nanos);
        }

        static Unit of(Duration length) {
            for (Unit unit : values()) {
                if (unit.fits(nanos(length))) {
                    return unit;
                }
            }
            return MILLISECOND;
        }

        private boolean fits(BigDecimal length) {
            if (length.compareTo(nanos) < 0) {
                return false;
            }
            return this == SECOND || length.remainder(nanos).signum() == 0;
        }

        BigDecimal count(Duration length) {
            BigDecimal count = nanos(length).divide(nanos).stripTrailingZeros();
            return count.scale() < 0 ? count.setScale(0) : count;
        }

        private static BigDecimal nanos(Duration length) {
            return BigDecimal.valueOf(length.toSeconds()).movePointRight(9)
                    .add(BigDecimal.valueOf(length.toNanosPart()));
        }
    }
}
