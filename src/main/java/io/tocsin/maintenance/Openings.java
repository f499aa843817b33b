package io.tocsin.maintenance;

import io.tocsin.spi.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when windows open, as people write it. */
public final class Openings {

    private static final Pattern TIME = Pattern.compile("(?:at )?(\\d{1,2}):(\\d{2})");
    private static final Pattern WEEKLY = Pattern.compile("(.+?),? (?:at )?(\\d{1,2}:\\d{2})");
    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[ t](\\d{1,2}:\\d{2})");
    private static final int SHORTEST_DAY = 3;

    private Openings() {}

    /**
     * Reads {@code 02:00}.
     *
     * @throws Refusal if it is no time
     */
    public static Timetable daily(String text, ZoneId zone, Duration length) {
        LocalTime start = time(plain(text)).orElseThrow(() -> Refusal.of("maintenance.daily", text));
        return Timetable.days(start, Set.of(), zone, length);
    }

    /**
     * Reads {@code sunday 03:00}, {@code mon, thu 22:30} or {@code mon-fri 12:00}.
     *
     * @throws Refusal if it is not days and a time
     */
    public static Timetable weekly(String text, ZoneId zone, Duration length) {
        Matcher parts = WEEKLY.matcher(plain(text));
        Optional<LocalTime> start = parts.matches() ? time(parts.group(2)) : Optional.empty();
        return Timetable.days(
                start.orElseThrow(() -> Refusal.of("maintenance.weekly", text)), days(parts.group(1), text), zone,
                length);
    }

    /**
     * Reads {@code 2026-12-01 22:00}, as the clock on the wall shows it, or a moment with its offset.
     *
     * @throws Refusal if it is neither
     */
    public static Instant moment(String text, ZoneId zone) {
        String said = plain(text);
        try {
            Matcher date = DATE.matcher(said);
            if (!date.matches()) {
                return OffsetDateTime.parse(said.toUpperCase(Locale.ROOT)).toInstant();
            }
            LocalTime time = time(date.group(2)).orElseThrow(() -> Refusal.of("maintenance.moment", text));
            return first(LocalDate.parse(date.group(1)).atTime(time), zone);
        } catch (DateTimeException none) {
            throw Refusal.of("maintenance.moment", text);
        }
    }

    /** When the clock first shows this; when it never does, the moment it jumps over it. */
    private static Instant first(LocalDateTime shown, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition jump = zone.getRules().getTransition(shown);
            return jump.getInstant();
        }
        return shown.toInstant(offsets.getFirst());
    }

    private static Optional<LocalTime> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = Integer.parseInt(time.group(2));
        return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    private static Set<DayOfWeek> days(String words, String text) {
        Set<DayOfWeek> days = new TreeSet<>();
        for (String word : words.split("[, ]+")) {
            String[] ends = word.split("-", -1);
            if (ends.length == 2) {
                DayOfWeek last = day(ends[1], text);
                DayOfWeek next = day(ends[0], text);
                while (days.add(next) && next != last) {
                    next = next.plus(1);
                }
            } else if (!word.equals("and")) {
                days.add(day(word, text));
            }
        }
        return days;
    }

    private static DayOfWeek day(String word, String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            if (word.length() >= SHORTEST_DAY && name.startsWith(word) || word.equals(name + "s")) {
                return day;
            }
        }
        throw Refusal.of("maintenance.weekly", text);
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
