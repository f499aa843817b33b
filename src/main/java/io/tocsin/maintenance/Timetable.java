package io.tocsin.maintenance;

import io.tocsin.schedule.Cron;
import io.tocsin.schedule.Schedule;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Words;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** When a maintenance window is open. */
public sealed interface Timetable {

    /** The longest that a window may be open at once. */
    Duration LONGEST = Duration.ofDays(366);

    /** The time it is open at a moment; where it is found late, its beginning may be known only roughly. */
    Optional<Span> at(Instant now);

    /** When it opens next, strictly after a moment. */
    Optional<Instant> next(Instant after);

    /** One time. */
    record Once(Instant from, Instant to) implements Timetable {

        /** @throws Refusal if it is empty or too long */
        public Once {
            if (!from.isBefore(to)) {
                throw Refusal.of("maintenance.backwards");
            }
            check(Duration.between(from, to));
        }

        @Override
        public Optional<Span> at(Instant now) {
            return now.isBefore(from) || !now.isBefore(to) ? Optional.empty() : Optional.of(new Span(from, to));
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return Optional.of(from).filter(start -> start.isAfter(after));
        }
    }

    /**
     * Again and again. A time that begins before the one before it is over goes on with that.
     *
     * @param length how long it is open each time, also when the clocks change meanwhile
     */
    record Recurring(Cron cron, ZoneId zone, Duration length) implements Timetable {

        private static final int MOST_JOINED = 2_000;

        /** @throws Refusal if a time is empty or too long, or they join without end */
        public Recurring {
            check(length);
            Optional<Instant> first = cron.next(Instant.EPOCH, zone);
            if (first.isPresent() && joined(cron, zone, length, first.get()).isEmpty()) {
                throw Refusal.of("maintenance.endless", cron.text(), Words.exact(length));
            }
        }

        @Override
        public Optional<Span> at(Instant now) {
            return cron.next(now.minus(length), zone)
                    .filter(from -> !from.isAfter(now))
                    .map(from -> joined(cron, zone, length, from).orElseGet(() -> new Span(from, from.plus(length))));
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return cron.next(after, zone);
        }

        private static Optional<Span> joined(Cron cron, ZoneId zone, Duration length, Instant from) {
            Instant last = from;
            for (int i = 0; i < MOST_JOINED; i++) {
                Instant to = last.plus(length);
                Optional<Instant> next = cron.next(last, zone);
                if (next.isEmpty() || next.get().isAfter(to)) {
                    return Optional.of(new Span(from, to));
                }
                last = next.get();
            }
            return Optional.empty();
        }
    }

    /**
     * Once.
     *
     * @throws Refusal if it is too short or too long
     */
    static Timetable once(Instant from, Duration length) {
        check(length);
        return new Once(from, from.plus(length));
    }

    /**
     * On some days of the week, at a time of the clock on the wall: when the clocks change, at the first moment after one
     * that they leave out, and once where they show it twice.
     *
     * @param days none for all of them
     * @throws Refusal if the length is none
     */
    static Timetable days(LocalTime start, Collection<DayOfWeek> days, ZoneId zone, Duration length) {
        String named = days.stream().distinct().sorted().map(day -> day.name().substring(0, 3))
                .collect(Collectors.joining(","));
        String time = start.getMinute() + " " + start.getHour();
        String second = start.getSecond() == 0 ? "" : start.getSecond() + " ";
        return cron(second + time + " * * " + (named.isEmpty() ? "*" : named), zone, length);
    }

    /**
     * Whenever a cron expression says.
     *
     * @throws Refusal if it is none, or the length is none
     */
    static Timetable cron(String expression, ZoneId zone, Duration length) {
        if (Schedule.parse(expression) instanceof Cron cron) {
            return new Recurring(cron, zone, length);
        }
        throw Refusal.of("maintenance.cron", expression);
    }

    private static void check(Duration length) {
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            throw Refusal.of("maintenance.length", Words.exact(length), Words.exact(LONGEST));
        }
    }
}
