package io.tocsin.chat;

import io.tocsin.spi.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moments to come, as people write them: {@code 17:30}, {@code 5pm}, {@code tomorrow 09:00}, {@code friday 9:00},
 * {@code 2026-12-01 10:00}, {@code 2026-12-01T09:00:00Z}; and {@code recovery}, which is {@link Instant#MAX}, as nobody
 * knows it yet.
 *
 * @param now what is still to come is after this
 * @param zone where the clock on the wall hangs
 */
record Moments(Instant now, ZoneId zone) {

    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*(am|pm)?");
    private static final Pattern HOUR = Pattern.compile("(\\d{1,2})\\s*(am|pm)");
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[t ]\\s*(.+))?");

    /** How many words a moment may have. */
    static final int MOST_WORDS = 3;

    /**
     * Reads a moment.
     *
     * @return empty if the text is none
     * @throws Refusal if it is one, but has passed
     */
    Optional<Instant> read(String text) {
        String said = OtherWords.moment(text.strip()).toLowerCase(Locale.ROOT);
        Optional<Instant> absolute = instant(said).or(() -> dated(said));
        if (absolute.isPresent()) {
            return absolute.map(moment -> ahead(moment, text));
        }
        int space = said.indexOf(' ');
        String first = space < 0 ? said : said.substring(0, space);
        Optional<LocalTime> time = space < 0 ? Optional.of(LocalTime.MIDNIGHT) : time(said.substring(space + 1));
        LocalDate today = LocalDate.ofInstant(now, zone);
        return switch (first) {
            case "recovery" -> Optional.of(Instant.MAX).filter(_ -> space < 0);
            case "today" -> time.filter(_ -> space > 0).map(at -> ahead(first(today, at), text));
            case "tomorrow" -> time.map(at -> first(today.plusDays(1), at));
            default -> weekday(first).map(day -> time.flatMap(at -> next(at, List.of(day))))
                    .orElseGet(() -> time(said).flatMap(at -> next(at, List.of(DayOfWeek.values()))));
        };
    }

    private Instant ahead(Instant moment, String text) {
        if (!moment.isAfter(now)) {
            throw Refusal.of("chat.past", text);
        }
        return moment;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant());
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    private Optional<Instant> dated(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(date.group(1));
            Optional<LocalTime> at = date.group(2) == null ? Optional.of(LocalTime.MIDNIGHT) : time(date.group(2));
            return at.map(time -> first(day, time));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The next time, on one of some days of the week, that the clock shows this; in an hour shown twice, either. */
    private Optional<Instant> next(LocalTime time, List<DayOfWeek> days) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return today.datesUntil(today.plusDays(8))
                .filter(day -> days.contains(day.getDayOfWeek()))
                .flatMap(day -> all(day.atTime(time)).stream())
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    private Instant first(LocalDate day, LocalTime time) {
        return all(day.atTime(time)).getFirst();
    }

    /** When the clock shows this; when it never does, the moment it jumps over it. */
    private List<Instant> all(LocalDateTime shown) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition jump = zone.getRules().getTransition(shown);
            return List.of(jump.getInstant());
        }
        return offsets.stream().map(shown::toInstant).toList();
    }

    private static Optional<LocalTime> time(String text) {
        Matcher clock = TIME.matcher(text.strip());
        Matcher hour = HOUR.matcher(text.strip());
        try {
            if (clock.matches()) {
                int second = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
                return Optional.of(
                        LocalTime.of(hour(clock.group(1), clock.group(4)), Integer.parseInt(clock.group(2)), second));
            }
            return hour.matches() ? Optional.of(LocalTime.of(hour(hour.group(1), hour.group(2)), 0)) : Optional.empty();
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int hour(String digits, @Nullable String half) {
        int hour = Integer.parseInt(digits);
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("no such hour");
        }
        return hour % 12 + (half.equals("pm") ? 12 : 0);
    }

    private static Optional<DayOfWeek> weekday(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            if (word.equals(name) || word.equals(name.substring(0, 3))) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }
}
