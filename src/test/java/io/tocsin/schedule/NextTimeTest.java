package io.tocsin.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

/** Random expressions against a matcher that tries each second, and against Quartz where it reads the same. */
final class NextTimeTest {

    private static final int WINDOW = 2 * 86_400;
    private static final List<String> ZONES = List.of(
            "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Sao_Paulo",
            "Asia/Kolkata");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void agreesWithAMatcherThatTriesEachSecond() {
        for (int i = 0; i < 100; i++) {
            Expression expression = new Expression(random);
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            Instant after = nearAChange(zone);
            Optional<Instant> tried = expression.elapsed()
                    ? expression.firstElapsed(after, zone.getRules())
                    : expression.firstFixed(after, zone.getRules());
            Optional<Instant> next = Schedule.parse(expression.text())
                    .next(after, zone)
                    .filter(at -> !at.isAfter(after.plusSeconds(WINDOW)));
            assertThat(next)
                    .as("seed %d: %s after %s in %s", seed, expression.text(), after, zone)
                    .isEqualTo(tried.filter(at -> !at.isAfter(after.plusSeconds(WINDOW))));
        }
    }

    /** Some time in twelve years, often within a day before the clocks change. */
    private Instant nearAChange(ZoneId zone) {
        Instant at = Instant.parse("2014-01-01T00:00:00Z").plusSeconds(random.nextInt(12 * 365 * 86_400));
        ZoneOffsetTransition change = zone.getRules().nextTransition(at);
        if (change == null || random.nextInt(3) == 0) {
            return at;
        }
        return change.getInstant().plusSeconds(random.nextInt(2 * 3600) - 86_400 * random.nextInt(2) - 3600);
    }

    /** Without W: there Quartz 2.5.2 keeps the time of the day when it moves on to another day, and loses some. */
    @Test
    void agreesWithQuartzWhereQuartzCanReadIt() throws ParseException {
        TimeZone utc = TimeZone.getTimeZone("UTC");
        for (int i = 0; i < 500; i++) {
            String text = quartzText();
            CronExpression quartz = new CronExpression(text);
            quartz.setTimeZone(utc);
            Schedule ours = Schedule.parse(text);
            Instant at = Instant.parse("2014-01-01T00:00:00Z").plusSeconds(random.nextInt(12 * 365 * 86_400));
            for (int n = 0; n < 3; n++) {
                Instant theirs = quartz.getNextValidTimeAfter(java.util.Date.from(at)).toInstant();
                Instant next = ours.next(at, ZoneOffset.UTC).orElseThrow();
                assertThat(next).as("seed %d: %s after %s", seed, text, at).isEqualTo(theirs);
                at = next;
            }
        }
    }

    private String quartzText() {
        List<String> dates = List.of("*", "1", "15", "L", "L-3", "28", "1-7", "*/5", "3/4", "10,20,30");
        List<String> weekdays =
                List.of("*", "MON", "MON-FRI", "2-6", "6L", "FRIL", "MON#1", "6#3", "1,7", "FRI-MON", "L");
        boolean byDate = random.nextBoolean();
        return String.join(
                " ",
                pick("0", "0", "*/10", "30", "5,25", "*"),
                pick("0", "*/15", "7", "10-20", "3/20", "*"),
                pick("0", "*", "9-17", "*/6", "22-2", "1,13"),
                byDate ? dates.get(random.nextInt(dates.size())) : "?",
                pick("*", "*", "1", "JAN-MAR", "11-2", "2,8", "*/3"),
                byDate ? "?" : weekdays.get(random.nextInt(weekdays.size())));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Six fields whose values are known beforehand. */
    private static final class Expression {

        private final Field second;
        private final Field minute;
        private final Field hour;
        private final Field day;
        private final Field month;
        private final Field weekday;

        /** A field's text and what it means. */
        private record Field(String text, Set<Integer> values, boolean given) {

            static Field any(Random random, int min, int max) {
                return switch (random.nextInt(6)) {
                    case 0, 1 -> new Field("*", range(min, max, 1), false);
                    case 2 -> stepped(random, min, max);
                    case 3 -> list(random, min, max);
                    case 4 -> one(min + random.nextInt(max - min + 1));
                    default -> ranged(random, min, max);
                };
            }

            static Field one(int value) {
                return new Field(Integer.toString(value), Set.of(value), true);
            }

            private static Field stepped(Random random, int min, int max) {
                int step = 2 + random.nextInt((max - min) / 2);
                return new Field("*/" + step, range(min, max, step), true);
            }

            private static Field list(Random random, int min, int max) {
                Set<Integer> values = new TreeSet<>();
                IntStream.range(0, 3).forEach(i -> values.add(min + random.nextInt(max - min + 1)));
                return new Field(values.stream().map(String::valueOf).collect(Collectors.joining(",")), values, true);
            }

            private static Field ranged(Random random, int min, int max) {
                int from = min + random.nextInt(max - min + 1);
                int to = from + random.nextInt(max - from + 1);
                int step = 1 + random.nextInt(2);
                return new Field(from + "-" + to + "/" + step, range(from, to, step), true);
            }

            private static Set<Integer> range(int from, int to, int step) {
                return IntStream.rangeClosed(from, to)
                        .filter(value -> (value - from) % step == 0)
                        .boxed()
                        .collect(Collectors.toSet());
            }
        }

        Expression(Random random) {
            second = random.nextInt(3) == 0 ? Field.any(random, 0, 59) : Field.one(0);
            minute = Field.any(random, 0, 59);
            hour = random.nextInt(3) == 0 ? Field.one(random.nextInt(4)) : Field.any(random, 0, 23);
            day = random.nextInt(3) == 0 ? Field.any(random, 1, 31) : new Field("*", Set.of(), false);
            month = random.nextInt(5) == 0 && !day.given
                    ? Field.any(random, 1, 12)
                    : new Field("*", Field.range(1, 12, 1), false);
            weekday = random.nextInt(3) == 0 ? named(1 + random.nextInt(7)) : new Field("*", Set.of(), false);
        }

        private static Field named(int weekday) {
            return new Field(DayOfWeek.of(weekday).name().substring(0, 3), Set.of(weekday), true);
        }

        String text() {
            List<String> texts = new ArrayList<>();
            for (Field field : List.of(second, minute, hour, day, month, weekday)) {
                texts.add(field.text);
            }
            return String.join(" ", texts);
        }

        boolean elapsed() {
            return hour.text.contains("*") || hour.text.contains("/");
        }

        private boolean matches(LocalDateTime time) {
            return matches(time.toLocalTime()) && matches(time.toLocalDate());
        }

        private boolean matches(LocalTime time) {
            return second.values.contains(time.getSecond())
                    && minute.values.contains(time.getMinute())
                    && hour.values.contains(time.getHour());
        }

        private boolean matches(LocalDate date) {
            boolean byDay = day.given && day.values.contains(date.getDayOfMonth());
            boolean byWeekday = weekday.given && weekday.values.contains(date.getDayOfWeek().getValue());
            boolean open = !day.given && !weekday.given;
            return month.values.contains(date.getMonthValue()) && (open || byDay || byWeekday);
        }

        Optional<Instant> firstElapsed(Instant after, ZoneRules rules) {
            for (int i = 1; i <= WINDOW; i++) {
                Instant at = after.plusSeconds(i);
                if (matches(LocalDateTime.ofInstant(at, rules.getOffset(at)))) {
                    return Optional.of(at);
                }
            }
            return Optional.empty();
        }

        Optional<Instant> firstFixed(Instant after, ZoneRules rules) {
            LocalDateTime from = LocalDateTime.ofInstant(after, rules.getOffset(after)).minusHours(3);
            for (int i = 0; i <= WINDOW + 6 * 3600; i++) {
                LocalDateTime time = from.plusSeconds(i);
                if (matches(time)) {
                    Instant at = instantOf(time, rules);
                    if (at.isAfter(after)) {
                        return Optional.of(at);
                    }
                }
            }
            return Optional.empty();
        }

        private static Instant instantOf(LocalDateTime time, ZoneRules rules) {
            List<ZoneOffset> offsets = rules.getValidOffsets(time);
            return offsets.isEmpty()
                    ? rules.getTransition(time).getInstant()
                    : time.toInstant(offsets.getFirst());
        }
    }
}
