package io.tocsin.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {

    private static final ZoneId UTC = ZoneOffset.UTC;

    /** A Saturday. */
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    /** Expressions, and the three times after the morning of 21 November 2026 in UTC. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */5 * * * * * *           | 2026-11-21T08:00:05 2026-11-21T08:00:10 2026-11-21T08:00:15
            */5 * * * *               | 2026-11-21T08:05    2026-11-21T08:10    2026-11-21T08:15
            0 0 2 1 * * *             | 2026-12-01T02:00    2027-01-01T02:00    2027-02-01T02:00
            0 15 10 * * MON-FRI *     | 2026-11-23T10:15    2026-11-24T10:15    2026-11-25T10:15
            0 0 10,14,16 * * * *      | 2026-11-21T10:00    2026-11-21T14:00    2026-11-21T16:00
            0 */30 9-17 * * * *       | 2026-11-21T09:00    2026-11-21T09:30    2026-11-21T10:00
            0 0 12 * * WED *          | 2026-11-25T12:00    2026-12-02T12:00    2026-12-09T12:00
            0 0 12 1 1 ? 2028-2030    | 2028-01-01T12:00    2029-01-01T12:00    2030-01-01T12:00
            0 0 1 * MON               | 2026-11-23T00:00    2026-11-30T00:00    2026-12-01T00:00
            0 0 13 * FRI              | 2026-11-27T00:00    2026-12-04T00:00    2026-12-11T00:00
            0 0 0 13 * FRI *          | 2026-11-27T00:00    2026-12-04T00:00    2026-12-11T00:00
            0 12 * * 0                | 2026-11-22T12:00    2026-11-29T12:00    2026-12-06T12:00
            0 12 * * 7                | 2026-11-22T12:00    2026-11-29T12:00    2026-12-06T12:00
            0 12 * * 5-7              | 2026-11-21T12:00    2026-11-22T12:00    2026-11-27T12:00
            0 12 * * fri-mon          | 2026-11-21T12:00    2026-11-22T12:00    2026-11-23T12:00
            0 12 * * 5-1              | 2026-11-21T12:00    2026-11-22T12:00    2026-11-23T12:00
            0 0 12 ? * 1              | 2026-11-22T12:00    2026-11-29T12:00    2026-12-06T12:00
            0 0 12 ? * 2-6            | 2026-11-23T12:00    2026-11-24T12:00    2026-11-25T12:00
            0 0 12 ? * L              | 2026-11-21T12:00    2026-11-28T12:00    2026-12-05T12:00
            0 0 12 ? * 6L             | 2026-11-27T12:00    2026-12-25T12:00    2027-01-29T12:00
            0 0 12 ? * FRIL           | 2026-11-27T12:00    2026-12-25T12:00    2027-01-29T12:00
            0 12 * * 5L               | 2026-11-27T12:00    2026-12-25T12:00    2027-01-29T12:00
            0 0 12 ? * 6#3            | 2026-12-18T12:00    2027-01-15T12:00    2027-02-19T12:00
            0 0 12 ? * MON#5          | 2026-11-30T12:00    2027-03-29T12:00    2027-05-31T12:00
            0 0 12 L * ?              | 2026-11-30T12:00    2026-12-31T12:00    2027-01-31T12:00
            0 0 12 L-3 * ?            | 2026-11-27T12:00    2026-12-28T12:00    2027-01-28T12:00
            0 0 12 LW * ?             | 2026-11-30T12:00    2026-12-31T12:00    2027-01-29T12:00
            0 0 12 15W * ?            | 2026-12-15T12:00    2027-01-15T12:00    2027-02-15T12:00
            0 0 12 1W * ?             | 2026-12-01T12:00    2027-01-01T12:00    2027-02-01T12:00
            0 0 12 22W * ?            | 2026-11-23T12:00    2026-12-22T12:00    2027-01-22T12:00
            0 0 12 31W * ?            | 2026-12-31T12:00    2027-01-29T12:00    2027-03-31T12:00
            0 0 12 1,L * ?            | 2026-11-30T12:00    2026-12-01T12:00    2026-12-31T12:00
            0 0 29 2 *                | 2028-02-29T00:00    2032-02-29T00:00    2036-02-29T00:00
            0 22-2/2 * * *            | 2026-11-21T22:00    2026-11-22T00:00    2026-11-22T02:00
            0 0 1 NOV-JAN *           | 2026-12-01T00:00    2027-01-01T00:00    2027-11-01T00:00
            0 0 1 january,JUL *       | 2027-01-01T00:00    2027-07-01T00:00    2028-01-01T00:00
            10-40/15 9 * * *          | 2026-11-21T09:10    2026-11-21T09:25    2026-11-21T09:40
            7/20 * * * *              | 2026-11-21T08:07    2026-11-21T08:27    2026-11-21T08:47
            @hourly                   | 2026-11-21T09:00    2026-11-21T10:00    2026-11-21T11:00
            @daily                    | 2026-11-22T00:00    2026-11-23T00:00    2026-11-24T00:00
            @midnight                 | 2026-11-22T00:00    2026-11-23T00:00    2026-11-24T00:00
            @Weekly                   | 2026-11-22T00:00    2026-11-29T00:00    2026-12-06T00:00
            @monthly                  | 2026-12-01T00:00    2027-01-01T00:00    2027-02-01T00:00
            @yearly                   | 2027-01-01T00:00    2028-01-01T00:00    2029-01-01T00:00
            every 2.5s                | 2026-11-21T08:00:02.500 2026-11-21T08:00:05 2026-11-21T08:00:07.500
            every 100ms               | 2026-11-21T08:00:00.100 2026-11-21T08:00:00.200 2026-11-21T08:00:00.300
            @every 5m                 | 2026-11-21T08:05    2026-11-21T08:10    2026-11-21T08:15
            """)
    void givesItsNextTimes(String text, String expected) {
        Schedule schedule = Schedule.parse(text);
        List<LocalDateTime> times = new ArrayList<>();
        Instant at = NOW;
        for (int i = 0; i < 3; i++) {
            at = schedule.next(at, UTC).orElseThrow();
            times.add(at.atZone(UTC).toLocalDateTime());
        }
        assertThat(times).isEqualTo(List.of(expected.split(" +")).stream().map(LocalDateTime::parse).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */5 * * * * * *        | every 5 seconds
            */5 * * * *            | every 5 minutes
            * * * * *              | every minute
            * * * * * *            | every second
            0 * * * *              | every hour, on the hour
            5 * * * *              | at minute 5 of every hour
            0,30 * * * *           | every 30 minutes
            5,35 * * * *           | at minutes 5 and 35 of every hour
            5/15 * * * *           | every 15 minutes from minute 5 of every hour
            1,2,50 * * * *         | at minutes 1, 2 and 50 of every hour
            10-20 * * * *          | at minutes 10 to 20 of every hour
            */7 * * * *            | every 7 minutes from minute 0 of every hour
            30 * * * * *           | at second 30 of every minute
            30 5 * * * *           | at second 30, at minute 5 of every hour
            30 5 9 * * *           | at 09:05:30, every day
            0 0 2 1 * * *          | at 02:00, on day 1 of the month
            0 15 10 * * MON-FRI *  | at 10:15, Monday to Friday
            0 0 10,14,16 * * * *   | at 10:00, 14:00 and 16:00, every day
            0 */30 9-17 * * * *    | every 30 minutes, from 09:00 to 17:59
            0 0 12 * * WED *       | at 12:00, on Wednesday
            0 9-17 * * 1-5         | every hour from 09:00 to 17:00, Monday to Friday
            0 22-6 * * *           | every hour from 22:00 to 06:00
            */15 22-6 * * *        | every 15 minutes, from 22:00 to 06:59
            15 */2 * * *           | every 2 hours from 00:15 on
            0 8,20 * * SAT,SUN     | at 08:00 and 20:00, on Saturday and Sunday
            0 0 1,15 * MON         | at 00:00, on days 1 and 15 of the month or on Monday
            0 0 1-7 * *            | at 00:00, on days 1 to 7 of the month
            0 0 0 ? * 1            | at 00:00, on Sunday
            0 0 * * FRI-MON        | at 00:00, Friday to Monday
            0 0 * * 1-7            | at 00:00, every day
            0 0 1-31 * MON         | at 00:00, every day
            0 0 0 L * ?            | at 00:00, on the last day of the month
            0 0 0 L-1 * ?          | at 00:00, on the day before the last of the month
            0 0 0 L-3 * ?          | at 00:00, 3 days before the last day of the month
            0 0 0 LW * ?           | at 00:00, on the last working day (Monday to Friday) of the month
            0 0 0 15W * ?          | at 00:00, on the working day (Monday to Friday) nearest to day 15 of the month
            0 0 0 ? * FRIL         | at 00:00, on the last Friday of the month
            0 0 0 ? * MON#2        | at 00:00, on the second Monday of the month
            0 0 0 ? * MON#1,MON#3  | at 00:00, on the first Monday of the month and on the third Monday of the month
            0 0 29 2 *             | at 00:00, on day 29 of the month, in February
            0 0 * 6-8 *            | at 00:00, every day, from June to August
            0 0 * NOV-FEB *        | at 00:00, every day, from November to February
            0 0 1 1,7 *            | at 00:00, on day 1 of the month, in January and July
            0 0 0 1 1 ? 2030       | at 00:00, on day 1 of the month, in January, in 2030
            0 0 0 * * ? 2027-2029  | at 00:00, every day, from 2027 to 2029
            @hourly                | every hour, on the hour
            @weekly                | at 00:00, on Sunday
            @yearly                | at 00:00, on day 1 of the month, in January
            every 30s              | every 30 seconds
            every 1s               | every second
            every 2.5s             | every 2.5 seconds
            every 100ms            | every 100 milliseconds
            every 1m               | every minute
            every 90s              | every 90 seconds
            every 1h30m            | every 90 minutes
            every 24h              | every day
            every 1w               | every 7 days
            """)
    void saysItselfInWords(String text, String words) {
        assertThat(Catalogue.english().say(Schedule.parse(text).words())).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 * * * *          | @hourly
            0 * * * *          | 0 0 * ? * * *
            0 9 * * 1-5        | 0 0 9 * * MON-FRI
            0 9 * * 0          | 0 9 * * 7
            0 0 9 ? * 1        | 0 9 * * SUN
            */30 * * * *       | 0,30 * * * *
            0 9 * JAN,FEB *    | 0 9 * 1-2 *
            every 90s          | every 1m30s
            0 2/23 * * *       | 0 2 * * *
            every minute       | every 60s
            every 5 minutes    | every 5m
            every 1 hour       | EVERY HOUR
            """)
    void isEqualToWhatMeansTheSame(String one, String other) {
        assertThat(Schedule.parse(one)).isEqualTo(Schedule.parse(other)).hasSameHashCodeAs(Schedule.parse(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 9 * * *          | 0 10 * * *
            0 0 9 * * ?        | 0 0 9 * * ? 2027
            0 9 1 * *          | 0 9 * * 1
            every 60s          | * * * * *
            0 0,12 * * *       | 0 */12 * * *
            """)
    void differsFromWhatMeansAnother(String one, String other) {
        assertThat(Schedule.parse(one)).isNotEqualTo(Schedule.parse(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/5 * * * *", "@hourly", "every 90s", "0 15 10 ? * 6L 2027", "0 0 12 * * wed *"})
    void itsTextIsReadAgain(String text) {
        Schedule schedule = Schedule.parse(text);
        assertThat(schedule.text()).isEqualTo(text);
        assertThat(Schedule.parse(schedule.text())).isEqualTo(schedule);
    }

    @Test
    void spacesDoNotMatter() {
        assertThat(Schedule.parse("  */5\t*  * * * ").text()).isEqualTo("*/5 * * * *");
        assertThat(Schedule.parse("every   1h 30m").text()).isEqualTo("every 90m");
    }

    @Test
    void endsWithItsYears() {
        Schedule past = Schedule.parse("0 0 12 1 1 ? 2020");
        assertThat(past.next(NOW, UTC)).isEmpty();
        assertThat(past.next(Instant.parse("2019-06-01T00:00:00Z"), UTC))
                .contains(Instant.parse("2020-01-01T12:00:00Z"));
        assertThat(Schedule.parse("0 0 12 * * ? 2026").next(Instant.parse("2026-12-31T12:00:00Z"), UTC)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * *", "0 9 * * *", "0 0 29 2 *", "every 1s"})
    void standsTheEndsOfTime(String text) {
        Schedule schedule = Schedule.parse(text);
        ZoneId zone = ZoneId.of("Europe/Berlin");
        assertThat(schedule.next(Instant.MAX, zone)).isEmpty();
        Instant longAgo = Instant.parse("0001-01-01T00:00:00Z");
        assertThat(schedule.next(longAgo, zone).orElseThrow()).isAfter(longAgo);
    }

    @Test
    void fractionsOfASecondCountAsBefore() {
        Schedule seconds = Schedule.parse("* * * * * *");
        assertThat(seconds.next(NOW.plusNanos(1), UTC)).contains(NOW.plusSeconds(1));
        assertThat(seconds.next(NOW.minusNanos(1), UTC)).contains(NOW);
    }

    @Test
    void aPeriodLiesOnAGridFromTheEpoch() {
        Schedule period = new Period(Duration.ofSeconds(7));
        Instant next = period.next(NOW, UTC).orElseThrow();
        assertThat(next.getEpochSecond() % 7).isZero();
        assertThat(period.next(next, UTC)).contains(next.plusSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "* * * * \uD83D\uDE00", "999999999999999999999 * * * *", "* * * * *\n* * * * *",
        "-- - - -", "*/ / , # L"})
    void strangeTextIsRefusedAndNothingWorse(String text) {
        assertThatThrownBy(() -> Schedule.parse(text)).isInstanceOf(Refusal.class);
    }
}
