package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An expression in words, times here and days in {@link DayWords}. It says what is meant, not what was written. */
final class CronWords {

    /** Up to here times of a day are listed one by one. */
    private static final int MOST_LISTED = 8;

    private static final long EVERY = (1L << 60) - 1;
    private static final long EVERY_HOUR = (1L << 24) - 1;

    private final Times times;

    private CronWords(Times times) {
        this.times = times;
    }

    static Phrase of(Cron cron) {
        CronWords words = new CronWords(cron.times());
        List<Phrase> said = new ArrayList<>(words.times());
        Optional<Phrase> days = DayWords.days(cron.days());
        if (days.isEmpty() && words.isListed()) {
            said.add(Phrase.of("schedule.day"));
        }
        days.ifPresent(said::add);
        DayWords.months(cron.months()).ifPresent(said::add);
        DayWords.years(cron.years()).ifPresent(said::add);
        return said.stream()
                .reduce((before, next) -> Phrase.of("schedule.clause", before, next))
                .orElseThrow();
    }

    private List<Phrase> times() {
        if (isListed()) {
            return List.of(Phrase.of("schedule.at", DayWords.and(listed())));
        }
        if (times.seconds() != 1) {
            return withSeconds();
        }
        return Long.bitCount(times.minutes()) == 1 ? hourly() : withMinutes();
    }

    private boolean isListed() {
        return Long.bitCount(times.seconds()) == 1
                && times.hours() != EVERY_HOUR
                && Long.bitCount(times.minutes()) * Long.bitCount(times.hours()) <= MOST_LISTED
                && !isLongRun();
    }

    /** Many whole hours in a row are said as a range. */
    private boolean isLongRun() {
        return Long.bitCount(times.minutes()) == 1
                && Bits.run(times.hours(), Field.HOUR).filter(run -> run.length() > 3).isPresent();
    }

    private List<Phrase> listed() {
        List<Phrase> listed = new ArrayList<>();
        for (int hour : Bits.list(times.hours())) {
            for (int minute : Bits.list(times.minutes())) {
                listed.add(clock(hour, minute));
            }
        }
        return listed;
    }

    /** One minute of several hours. */
    private List<Phrase> hourly() {
        int minute = Bits.first(times.minutes());
        if (times.hours() == EVERY_HOUR) {
            return List.of(minute == 0 ? Phrase.of("schedule.hourly") : ofEvery(Field.MINUTE, times.minutes(), "hour"));
        }
        Optional<Bits.Run> run = Bits.run(times.hours(), Field.HOUR);
        if (run.isPresent()) {
            Phrase from = clock(run.get().from(), minute);
            return List.of(Phrase.of("schedule.hourly.from", from, clock(run.get().to(), minute)));
        }
        int step = Bits.step(times.hours(), Field.HOUR);
        if (step > 0) {
            Phrase first = clock(Bits.first(times.hours()), minute);
            return List.of(Phrase.of("schedule.hourly.step", Integer.toString(step), first));
        }
        return List.of(each(Field.MINUTE, times.minutes()), hours());
    }

    private List<Phrase> withMinutes() {
        if (times.hours() != EVERY_HOUR) {
            return List.of(each(Field.MINUTE, times.minutes()), hours());
        }
        return List.of(
                isRegular(times.minutes())
                        ? each(Field.MINUTE, times.minutes())
                        : ofEvery(Field.MINUTE, times.minutes(), "hour"));
    }

    private List<Phrase> withSeconds() {
        List<Phrase> said = new ArrayList<>();
        boolean everyMinute = times.minutes() == EVERY;
        if (everyMinute && !isRegular(times.seconds())) {
            said.add(ofEvery(Field.SECOND, times.seconds(), "minute"));
        } else {
            said.add(each(Field.SECOND, times.seconds()));
        }
        if (!everyMinute) {
            said.addAll(withMinutes());
        } else if (times.hours() != EVERY_HOUR) {
            said.add(hours());
        }
        return said;
    }

    private Phrase hours() {
        Optional<Bits.Run> run = Bits.run(times.hours(), Field.HOUR);
        if (run.isPresent()) {
            return Phrase.of("schedule.from", hour(run.get().from(), "00"), hour(run.get().to(), "59"));
        }
        return Phrase.of("schedule.hours", DayWords.numbers(Bits.list(times.hours())));
    }

    /** Seconds or minutes: {@code every 5 minutes}, {@code at minutes 1 and 7}. */
    private static Phrase each(Field field, long bits) {
        String word = field.word();
        if (bits == EVERY) {
            return Phrase.of("schedule.every.one", unit(word));
        }
        int step = Bits.step(bits, field);
        int first = Bits.first(bits);
        if (isRegular(bits)) {
            return Phrase.of("schedule.every.many", Integer.toString(step), Phrase.of("schedule.units." + word));
        }
        if (step > 1 && Long.bitCount(bits) > 3) {
            Phrase every =
                    Phrase.of("schedule.every.many", Integer.toString(step), Phrase.of("schedule.units." + word));
            return Phrase.of("schedule.every.from", every, unit(word), Integer.toString(first));
        }
        if (Long.bitCount(bits) == 1) {
            return Phrase.of("schedule.at", Phrase.of("schedule.unit.number", unit(word), Integer.toString(first)));
        }
        Optional<Bits.Run> run = Bits.run(bits, field).filter(found -> found.length() > 2);
        Phrase which = run.map(found -> Phrase.of(
                "schedule.to", Integer.toString(found.from()), Integer.toString(found.to())))
                .orElseGet(() -> DayWords.numbers(Bits.list(bits)));
        return Phrase.of("schedule.at", Phrase.of("schedule.unit.number", Phrase.of("schedule.units." + word), which));
    }

    /** Whether seconds or minutes are evenly spaced from one hour (or minute) into the next. */
    private static boolean isRegular(long bits) {
        int step = bits == EVERY ? 1 : Bits.step(bits, Field.MINUTE);
        return step > 0 && 60 % step == 0 && Bits.first(bits) == 0;
    }

    private static Phrase ofEvery(Field field, long bits, String larger) {
        return Phrase.of("schedule.of", each(field, bits), unit(larger));
    }

    private static Phrase unit(String word) {
        return Phrase.of("schedule.unit." + word);
    }

    private Phrase clock(int hour, int minute) {
        int second = Bits.first(times.seconds());
        String time = String.format(Locale.ROOT, "%02d:%02d", hour, minute);
        return Phrase.literal(second == 0 ? time : time + String.format(Locale.ROOT, ":%02d", second));
    }

    private static Phrase hour(int hour, String minute) {
        return Phrase.literal(String.format(Locale.ROOT, "%02d:%s", hour, minute));
    }
}
