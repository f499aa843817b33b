package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A cron expression of any dialect. Made by {@link Schedule#parse}. */
public final class Cron implements Schedule {

    /** Longer than any wait between two days that match: a fifth Monday of February comes every 40 years at worst. */
    private static final int PATIENCE_YEARS = 45;

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9900-01-01T00:00:00Z");

    private final String text;
    private final Times times;
    private final Days days;
    private final long months;
    private final BitSet years;

    /**
     * @param months a bit for each month, from bit 1 on
     * @param years a bit for each year; none for every year
     */
    Cron(String text, Times times, Days days, long months, BitSet years) {
        this.text = text;
        this.times = times;
        this.days = days;
        this.months = months;
        this.years = (BitSet) years.clone();
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone) {
        if (after.isAfter(LATEST)) {
            return Optional.empty();
        }
        Instant from = after.isBefore(EARLIEST) ? EARLIEST : after;
        return times.elapsed() ? nextElapsed(from, zone.getRules()) : nextFixed(from, zone.getRules());
    }

    /** Every instant counts at which the wall clock shows a matching time: goes from one change to the next. */
    private Optional<Instant> nextElapsed(Instant after, ZoneRules rules) {
        ZoneOffset offset = rules.getOffset(after);
        LocalDateTime from = wholeSecondAfter(after, offset);
        Instant since = after;
        while (true) {
            Optional<Instant> found = firstFrom(from).map(atOffset(offset));
            ZoneOffsetTransition change = rules.nextTransition(since);
            if (change == null || found.filter(change.getInstant()::isAfter).isPresent()) {
                return found;
            }
            if (found.isEmpty() && change.isGap()) {
                return found;
            }
            offset = change.getOffsetAfter();
            from = change.getDateTimeAfter();
            since = change.getInstant();
        }
    }

    private static Function<LocalDateTime, Instant> atOffset(ZoneOffset offset) {
        return time -> time.toInstant(offset);
    }

    /** Each time of the wall clock counts once: in a gap at its end, in an overlap the first time. */
    private Optional<Instant> nextFixed(Instant after, ZoneRules rules) {
        ZoneOffset offset = rules.getOffset(after);
        LocalDateTime from = wholeSecondAfter(after, offset);
        ZoneOffsetTransition change = rules.getTransition(from);
        if (change != null && change.isOverlap() && offset.equals(change.getOffsetAfter())) {
            from = change.getDateTimeBefore();
        }
        return firstFrom(from).map(time -> instantOf(time, rules));
    }

    private static Instant instantOf(LocalDateTime time, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(time);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        return time.toInstant(change == null ? rules.getOffset(time) : change.getOffsetBefore());
    }

    private static LocalDateTime wholeSecondAfter(Instant after, ZoneOffset offset) {
        return LocalDateTime.ofEpochSecond(after.getEpochSecond() + 1, 0, offset);
    }

    /** The first time of the wall clock that matches and is not before the given one. */
    private Optional<LocalDateTime> firstFrom(LocalDateTime from) {
        int second = matches(from.toLocalDate()) ? times.from(from.toLocalTime().toSecondOfDay()) : Bits.NONE;
        if (second != Bits.NONE) {
            return Optional.of(at(from.toLocalDate(), second));
        }
        return firstDay(from.toLocalDate().plusDays(1)).map(day -> at(day, times.first()));
    }

    private static LocalDateTime at(LocalDate day, int second) {
        return day.atTime(second / 3600, second / 60 % 60, second % 60);
    }

    private boolean matches(LocalDate day) {
        return Bits.has(in(day.getYear(), day.getMonthValue()), day.getDayOfMonth());
    }

    private Optional<LocalDate> firstDay(LocalDate from) {
        long first = in(from.getYear(), from.getMonthValue()) >>> from.getDayOfMonth() << from.getDayOfMonth();
        if (first != 0) {
            return Optional.of(from.withDayOfMonth(Bits.first(first)));
        }
        int firstMonth = from.getMonthValue() + 1;
        for (int year = from.getYear(); year <= from.getYear() + patience(from.getYear()); year++) {
            for (int month = Bits.next(months, firstMonth); month != Bits.NONE; month = Bits.next(months, month + 1)) {
                long matching = in(year, month);
                if (matching != 0) {
                    return Optional.of(LocalDate.of(year, month, Bits.first(matching)));
                }
            }
            firstMonth = 1;
        }
        return Optional.empty();
    }

    private int patience(int year) {
        return years.isEmpty() ? PATIENCE_YEARS : Math.max(-1, years.length() - 1 - year);
    }

    /** A bit for each matching day of a month. */
    private long in(int year, int month) {
        boolean inYear = years.isEmpty() || years.get(year);
        return inYear && Bits.has(months, month) ? days.in(year, month) : 0;
    }

    /** Whether there is a day at all on which it runs. */
    boolean isPossible() {
        LocalDate from = LocalDate.of(years.isEmpty() ? 2000 : years.nextSetBit(0), 1, 1);
        return firstDay(from).isPresent();
    }

    Times times() {
        return times;
    }

    Days days() {
        return days;
    }

    long months() {
        return months;
    }

    BitSet years() {
        return (BitSet) years.clone();
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Phrase words() {
        return CronWords.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron
                && times.equals(cron.times)
                && days.equals(cron.days)
                && months == cron.months
                && years.equals(cron.years);
    }

    @Override
    public int hashCode() {
        return Objects.hash(times, days, months, years);
    }

    @Override
    public String toString() {
        return text;
    }
}
