package io.tocsin.source;

import io.tocsin.config.Zones;
import io.tocsin.maintenance.Timetable;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads Gatus's maintenance windows: a time of the day, perhaps on some days of the week only. */
final class GatusMaintenance {

    private static final Duration LONGEST = Duration.ofHours(24);

    private GatusMaintenance() {}

    /** When a window is open; empty if it is switched off, or wrong, which is noted. */
    static Optional<Timetable> read(Section window) {
        boolean enabled = window.flag("enabled").orElse(true);
        Optional<String> start = window.text("start").map(String::strip);
        Optional<Duration> length = window.duration("duration");
        Optional<ZoneId> zone = window.text("timezone").map(String::strip).flatMap(text -> zone(window, text));
        Set<DayOfWeek> days = days(window);
        window.refuseOthers(Set.of());
        if (!enabled) {
            return Optional.empty();
        }
        Optional<LocalTime> time = start.flatMap(GatusMaintenance::time);
        if (time.isEmpty()) {
            window.problem("start", start.orElse(""), Phrase.of("source.gatus.start"));
        }
        Optional<Duration> usable = length.filter(it -> it.isPositive() && it.compareTo(LONGEST) <= 0);
        if (usable.isEmpty()) {
            window.problem("duration", "", Phrase.of("source.gatus.duration"));
        }
        return time.flatMap(
                at -> usable.flatMap(it -> timetable(window, at, days, zone.orElse(ZoneOffset.UTC), it)));
    }

    /** Empty for all of every day, which is noted. */
    private static Optional<Timetable> timetable(
            Section window, LocalTime start, Set<DayOfWeek> days, ZoneId zone, Duration length) {
        try {
            return Optional.of(Timetable.days(start, days, zone, length));
        } catch (Refusal refusal) {
            window.problem("duration", "", refusal.phrase());
            return Optional.empty();
        }
    }

    private static Optional<LocalTime> time(String text) {
        try {
            return text.length() == 5 ? Optional.of(LocalTime.parse(text)) : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(Section window, String text) {
        try {
            return Optional.of(Zones.parse(text));
        } catch (Refusal refusal) {
            window.problem("timezone", text, refusal.phrase());
            return Optional.empty();
        }
    }

    private static Set<DayOfWeek> days(Section window) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : window.texts("every")) {
            try {
                days.add(DayOfWeek.valueOf(day.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException noDay) {
                window.problem("every", day, Phrase.of("source.gatus.day"));
            }
        }
        return days;
    }
}
