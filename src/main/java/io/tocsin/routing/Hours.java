package io.tocsin.routing;

import io.tocsin.spi.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hours of the day on some days of the week, by the clock on the wall.
 *
 * @param between absent for the whole day; those that end earlier in the day than they begin go on to the next day, and
 *     belong to the day on which they began
 * @param days none for all of them
 */
public record Hours(Optional<Between> between, Set<DayOfWeek> days, ZoneId zone) {

    private static final Pattern BETWEEN = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");
    private static final int SHORTEST_DAY = 3;

    public Hours {
        days = Set.copyOf(days);
    }

    /** From one time of day to another, which is no longer part of it. */
    public record Between(LocalTime from, LocalTime to) {

        private boolean overnight() {
            return !from.isBefore(to);
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }
    }

    public static Hours always(ZoneId zone) {
        return new Hours(Optional.empty(), Set.of(), zone);
    }

    /**
     * Reads {@code 22:00-06:00}.
     *
     * @throws Refusal if it is not two times of day
     */
    public static Between between(String text) {
        Matcher parts = BETWEEN.matcher(text.strip());
        try {
            if (parts.matches()) {
                return new Between(time(parts.group(1), parts.group(2)), time(parts.group(3), parts.group(4)));
            }
        } catch (DateTimeException no) {
            throw Refusal.of("routing.between", text);
        }
        throw Refusal.of("routing.between", text);
    }

    private static LocalTime time(String hour, String minute) {
        int hours = Integer.parseInt(hour);
        return hours == 24 && minute.equals("00") ? LocalTime.MIDNIGHT : LocalTime.of(hours, Integer.parseInt(minute));
    }

    /**
     * Reads {@code MON-FRI} or {@code sat, sunday}.
     *
     * @throws Refusal if one of them is no day
     */
    public static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.strip().split("[,\\s]+")) {
            String[] ends = part.split("-", -1);
            if (ends.length > 2) {
                throw Refusal.of("routing.days", text);
            }
            DayOfWeek last = day(ends[ends.length - 1], text);
            DayOfWeek next = day(ends[0], text);
            while (days.add(next) && next != last) {
                next = next.plus(1);
            }
        }
        return days;
    }

    private static DayOfWeek day(String word, String text) {
        String wanted = word.toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> wanted.length() >= SHORTEST_DAY && day.name().startsWith(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.of("routing.days", text));
    }

    /** Whether a moment is within them. */
    public boolean cover(Instant moment) {
        ZonedDateTime there = moment.atZone(zone);
        LocalTime time = there.toLocalTime();
        if (between.isEmpty()) {
            return on(there.getDayOfWeek());
        }
        Between hours = between.get();
        if (!hours.overnight()) {
            return on(there.getDayOfWeek()) && !time.isBefore(hours.from) && time.isBefore(hours.to);
        }
        return !time.isBefore(hours.from) && on(there.getDayOfWeek())
                || time.isBefore(hours.to) && on(there.getDayOfWeek().minus(1));
    }

    private boolean on(DayOfWeek day) {
        return days.isEmpty() || days.contains(day);
    }

    /** When they may end next, strictly after a moment: the first time that the clock shows their end or goes past it. */
    public Instant end(Instant after) {
        LocalTime to = between.map(Between::to).orElse(LocalTime.MIDNIGHT);
        return Stream.iterate(after.atZone(zone).toLocalDate(), day -> day.plusDays(1))
                .flatMap(day -> moments(day.atTime(to)))
                .filter(end -> end.isAfter(after))
                .findFirst()
                .orElseThrow();
    }

    /** When the clock shows a time: once, twice, or just passes it by. */
    private Stream<Instant> moments(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? Stream.of(change.getInstant())
                : zone.getRules().getValidOffsets(time).stream().map(time::toInstant);
    }

    /** As people write it, such as {@code 22:00-06:00 MON,TUE Europe/Berlin}. */
    @Override
    public String toString() {
        String named = days.stream().sorted().map(day -> day.name().substring(0, SHORTEST_DAY))
                .collect(Collectors.joining(","));
        return (between.map(it -> it + " ").orElse("") + (named.isEmpty() ? "" : named + " ") + zone.getId());
    }
}
