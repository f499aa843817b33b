package io.tocsin.schedule;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The days of a month, as its two fields give them; when both are given, either one is enough.
 *
 * @param dates the day-of-month field, or nothing given
 * @param weekdays the weekday field, or nothing given
 */
record Days(Dates dates, Weekdays weekdays) {

    private static final int SUNDAY = 0;
    private static final int SATURDAY = 6;

    private static final Days EVERY = new Days(new Dates(false, 0, 0, 0, 0), new Weekdays(false, 0, 0, 0));

    /** The days of two fields; a field that holds every day makes the other meaningless, as either is enough. */
    static Days of(Dates dates, Weekdays weekdays) {
        boolean every = dates.plain == Dates.ALL || weekdays.plain == Weekdays.ALL;
        return every ? EVERY : new Days(dates, weekdays);
    }

    /** A bit for each matching day of the month, from bit 1 on. */
    long in(int year, int month) {
        int length = YearMonth.of(year, month).lengthOfMonth();
        long all = ((1L << length) - 1) << 1;
        if (!dates.given() && !weekdays.given()) {
            return all;
        }
        Month shape = new Month(length, LocalDate.of(year, month, 1).getDayOfWeek().getValue() % 7);
        return (dates.in(shape) | weekdays.in(shape)) & all;
    }

    /** What a month looks like: how long it is, and the weekday on which it begins, Sunday being 0. */
    private record Month(int length, int first) {

        int weekday(int day) {
            return (first + day - 1) % 7;
        }

        /** The first day of this month that is the given weekday. */
        int firstOf(int weekday) {
            return 1 + (weekday - first + 7) % 7;
        }

        /** The day from Monday to Friday that is nearest to the given one without leaving the month. */
        long nearest(int day) {
            if (day < 1 || day > length) {
                return 0;
            }
            return switch (weekday(day)) {
                case SATURDAY -> 1L << (day == 1 ? 3 : day - 1);
                case SUNDAY -> 1L << (day == length ? day - 2 : day + 1);
                default -> 1L << day;
            };
        }
    }

    /**
     * The day-of-month field: a bit for each plain day, each {@code 15W}, each {@code L-3} and each {@code L-3W}.
     */
    record Dates(boolean given, long plain, long nearest, long fromEnd, long nearestFromEnd) {

        private static final long ALL = ((1L << 31) - 1) << 1;

        boolean has(int day) {
            return Bits.has(plain, day);
        }

        private long in(Month month) {
            if (!given) {
                return 0;
            }
            long days = plain;
            for (int day = 1; nearest != 0 && day <= 31; day++) {
                days |= (nearest >>> day & 1) * month.nearest(day);
            }
            for (int back = 0; (fromEnd | nearestFromEnd) != 0 && back < month.length; back++) {
                days |= (fromEnd >>> back & 1) << (month.length - back);
                days |= (nearestFromEnd >>> back & 1) * month.nearest(month.length - back);
            }
            return days;
        }
    }

    /**
     * The weekday field: a bit for each plain weekday, each {@code FRIL} (the last one of the month), and each
     * {@code MON#2} at bit 7 * (2 - 1) + weekday.
     */
    record Weekdays(boolean given, long plain, long last, long nth) {

        private static final long ALL = 0x7f;

        /** One bit in seven, five times. */
        private static final long EACH_WEEK = 1 | 1L << 7 | 1L << 14 | 1L << 21 | 1L << 28;

        private long in(Month month) {
            if (!given) {
                return 0;
            }
            long week = (plain | plain << 7) >>> month.first & 0x7f;
            long days = (week * EACH_WEEK) << 1;
            for (int weekday = 0; (last | nth) != 0 && weekday < 7; weekday++) {
                int first = month.firstOf(weekday);
                days |= (last >>> weekday & 1) << (first + 28 > month.length ? first + 21 : first + 28);
                days |= each(nth >>> weekday & EACH_WEEK, first);
            }
            return days;
        }

        /** The weeks in which a weekday is wanted, moved to where the weekday first stands. */
        private static long each(long weeks, int first) {
            return weeks << first;
        }
    }
}
