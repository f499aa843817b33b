package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The days, months and years of an expression in words, and enumerations. */
final class DayWords {

    private DayWords() {}

    /** On which days; empty when on every day. */
    static Optional<Phrase> days(Days days) {
        Optional<Phrase> dates = Optional.of(days.dates()).filter(Days.Dates::given).map(DayWords::dates);
        Optional<Phrase> weekdays =
                Optional.of(days.weekdays()).filter(Days.Weekdays::given).map(DayWords::onWeekdays);
        if (dates.isPresent() && weekdays.isPresent()) {
            return Optional.of(Phrase.of("schedule.or", dates.get(), weekdays.get()));
        }
        return dates.or(() -> weekdays);
    }

    private static Phrase dates(Days.Dates dates) {
        List<Phrase> said = new ArrayList<>();
        if (dates.plain() != 0) {
            said.add(plainDates(dates.plain()));
        }
        for (int day : Bits.list(dates.nearest())) {
            said.add(Phrase.of("schedule.date.nearest", Integer.toString(day)));
        }
        for (int back : Bits.list(dates.fromEnd())) {
            said.add(fromEnd("schedule.date.last", back));
        }
        for (int back : Bits.list(dates.nearestFromEnd())) {
            said.add(fromEnd("schedule.date.working", back));
        }
        return and(said);
    }

    private static Phrase fromEnd(String key, int back) {
        return switch (back) {
            case 0 -> Phrase.of(key);
            case 1 -> Phrase.of(key + ".one");
            default -> Phrase.of(key + ".many", Integer.toString(back));
        };
    }

    private static Phrase plainDates(long dates) {
        List<Integer> list = Bits.list(dates);
        if (list.size() == 1) {
            return Phrase.of("schedule.date", list.getFirst().toString());
        }
        Optional<Bits.Run> run = Bits.run(dates, Field.DAY).filter(found -> found.length() > 2);
        Phrase which = run.map(found -> range(literal(found.from()), literal(found.to())))
                .orElseGet(() -> numbers(list));
        return Phrase.of("schedule.dates", which);
    }

    private static Phrase onWeekdays(Days.Weekdays weekdays) {
        List<Phrase> said = new ArrayList<>();
        if (weekdays.plain() != 0) {
            boolean list = weekdayRun(weekdays.plain()).isEmpty() && weekdays.plain() != 0x7f;
            Phrase plain = weekdays(weekdays.plain());
            said.add(list ? Phrase.of("schedule.on", plain) : plain);
        }
        for (int bit : Bits.list(weekdays.nth())) {
            Phrase number = Phrase.of("schedule.nth." + (bit / 7 + 1));
            said.add(Phrase.of("schedule.weekday.nth", number, weekday(bit % 7)));
        }
        for (int day : Bits.list(weekdays.last())) {
            said.add(Phrase.of("schedule.weekday.last", weekday(day)));
        }
        return and(said);
    }

    /** Plain weekdays by name: {@code Monday to Friday}, {@code Monday and Thursday}, {@code every day}. */
    static Phrase weekdays(long bits) {
        if (bits == 0x7f) {
            return Phrase.of("schedule.day");
        }
        return weekdayRun(bits)
                .map(run -> range(weekday(run.from()), weekday(run.to())))
                .orElseGet(() -> and(fromMonday(bits), DayWords::weekday));
    }

    private static Optional<Bits.Run> weekdayRun(long bits) {
        return Bits.run(bits, Field.WEEKDAY).filter(run -> run.length() > 2 && run.length() < 7);
    }

    /** The weekdays with Sunday last. */
    private static List<Integer> fromMonday(long bits) {
        List<Integer> list = new ArrayList<>(Bits.list(bits));
        if (list.remove(Integer.valueOf(0))) {
            list.add(0);
        }
        return list;
    }

    private static Phrase weekday(int weekday) {
        return Phrase.of("schedule.weekday." + Field.weekday(weekday));
    }

    /** In which months; empty when in each. */
    static Optional<Phrase> months(long bits) {
        if (Long.bitCount(bits) == 12) {
            return Optional.empty();
        }
        Optional<Bits.Run> run = Bits.run(bits, Field.MONTH).filter(found -> found.length() > 2);
        return Optional.of(
                run.map(found -> Phrase.of("schedule.from", month(found.from()), month(found.to())))
                        .orElseGet(() -> Phrase.of("schedule.in", and(Bits.list(bits), DayWords::month))));
    }

    private static Phrase month(int month) {
        return Phrase.of("schedule.month." + month);
    }

    /** In which years; empty when in each. */
    static Optional<Phrase> years(BitSet years) {
        if (years.isEmpty()) {
            return Optional.empty();
        }
        int from = years.nextSetBit(0);
        int to = years.length() - 1;
        if (years.cardinality() > 2 && years.cardinality() == to - from + 1) {
            return Optional.of(Phrase.of("schedule.from", literal(from), literal(to)));
        }
        return Optional.of(Phrase.of("schedule.in", numbers(years.stream().boxed().toList())));
    }

    private static Phrase range(Phrase from, Phrase to) {
        return Phrase.of("schedule.to", from, to);
    }

    private static Phrase literal(int number) {
        return Phrase.literal(Integer.toString(number));
    }

    /** {@code a, b and c}. */
    static Phrase and(List<Phrase> phrases) {
        if (phrases.size() == 1) {
            return phrases.getFirst();
        }
        Phrase before = commas(phrases.subList(0, phrases.size() - 1));
        return Phrase.of("schedule.and", before, phrases.getLast());
    }

    /** {@code a, b, c}. */
    private static Phrase commas(List<Phrase> phrases) {
        return phrases.stream()
                .reduce((before, next) -> Phrase.of("schedule.comma", before, next))
                .orElseThrow();
    }

    static Phrase and(List<Integer> numbers, IntFunction<Phrase> naming) {
        return and(numbers.stream().map(naming::apply).toList());
    }

    static Phrase numbers(List<Integer> numbers) {
        return and(numbers, number -> Phrase.literal(Integer.toString(number)));
    }
}
