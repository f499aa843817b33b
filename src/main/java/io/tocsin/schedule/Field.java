package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The fields of a cron expression, in the order of the seven-field form. Weekdays count from Sunday, which is 0. */
enum Field {
    SECOND(0, 59, false),
    MINUTE(0, 59, false),
    HOUR(0, 23, true),
    DAY(1, 31, false),
    MONTH(1, 12, true),
    WEEKDAY(0, 6, true),
    YEAR(1970, 2199, false);

    private static final List<String> WEEKDAYS =
            List.of("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY");
    private static final List<String> MONTHS = List.of(
            "JANUARY",
            "FEBRUARY",
            "MARCH",
            "APRIL",
            "MAY",
            "JUNE",
            "JULY",
            "AUGUST",
            "SEPTEMBER",
            "OCTOBER",
            "NOVEMBER",
            "DECEMBER");

    final int min;
    final int max;
    /** Whether a range may run over the end: 22-6 and FRI-MON are what people mean, 50-10 is a slip. */
    final boolean wraps;

    Field(int min, int max, boolean wraps) {
        this.min = min;
        this.max = max;
        this.wraps = wraps;
    }

    int span() {
        return max - min + 1;
    }

    /** The value of a name in upper case, whole or of three letters. */
    OptionalInt named(String text) {
        List<String> names = names();
        return IntStream.range(0, names.size())
                .filter(i -> text.equals(names.get(i)) || text.equals(brief(names.get(i))))
                .map(i -> i + min)
                .findFirst();
    }

    /** The name of a weekday in three letters. */
    static String weekday(int weekday) {
        return brief(WEEKDAYS.get(weekday));
    }

    private static String brief(String name) {
        return name.substring(0, 3);
    }

    private List<String> names() {
        return switch (this) {
            case MONTH -> MONTHS;
            case WEEKDAY -> WEEKDAYS;
            case SECOND, MINUTE, HOUR, DAY, YEAR -> List.of();
        };
    }

    boolean isDay() {
        return this == DAY || this == WEEKDAY;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Phrase phrase() {
        return Phrase.of("schedule.field." + word());
    }

    /** What would be right in this field. */
    Phrase hint() {
        return Phrase.of("schedule.hint." + word());
    }

    /** What a digit in the weekday field means. */
    enum Digits {
        /** Sunday is 0, and 7 too: unix, node-cron, serverless platforms. */
        UNIX(0, 7, 0),
        /** Sunday is 1. */
        QUARTZ(1, 7, 1);

        final int min;
        final int max;
        private final int sunday;

        Digits(int min, int max, int sunday) {
            this.min = min;
            this.max = max;
            this.sunday = sunday;
        }

        /** The weekday, Sunday being 0; the 7 of unix stays 7, so that 5-7 and 0-7 are ranges like others. */
        int weekday(int digit) {
            return digit - sunday;
        }
    }
}
