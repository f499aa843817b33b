package io.tocsin.bundled.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dates as registries write them; a day without a time is its beginning, in UTC. */
final class Dates {

    private static final Pattern DAY = Pattern.compile(
            "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-. ][A-Za-z]{3,9}[-. ]\\d{4}|\\d{1,2}[./]\\d{1,2}[./]\\d{4}|\\d{8}");
    private static final int LONGEST = 60;
    private static final List<DateTimeFormatter> DAYS = Stream.of(
            "uuuu-M-d", "uuuu/M/d", "uuuu.M.d", "d-MMM-uuuu", "d.MMM.uuuu", "d MMM uuuu", "d MMMM uuuu", "d-MMMM-uuuu",
            "d.M.uuuu", "d/M/uuuu", "uuuuMMdd")
            .map(form -> new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(form)
                    .toFormatter(Locale.ENGLISH))
            .toList();

    private Dates() {}

    static Optional<Instant> parse(String text) {
        String date = text.strip();
        if (date.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(date).toInstant());
        } catch (DateTimeException notIso) {
            Matcher day = DAY.matcher(date);
            return day.lookingAt() ? day(day.group()) : Optional.empty();
        }
    }

    private static Optional<Instant> day(String text) {
        return DAYS.stream().map(form -> day(text, form)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Instant> day(String text, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDate.parse(text, form).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }
}
