package io.tocsin.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a schedule, word for word. */
final class RefusalsTest {

    private static final String TABLE = """
            60 * * * *
              In "60 * * * *", the minute 60 is out of range; write 0 to 59
            -1 * * * *
              In "-1 * * * *", the minute "-1" is not known; write a number from 0 to 59, *, or */10
            * 24 * * *
              In "* 24 * * *", the hour 24 is out of range; write 0 to 23
            * * 0 * *
              In "* * 0 * *", the day of the month 0 is out of range; write 1 to 31
            * * 32 * *
              In "* * 32 * *", the day of the month 32 is out of range; write 1 to 31
            * * * 13 *
              In "* * * 13 *", the month 13 is out of range; write 1 to 12
            * * * * 8
              In "* * * * 8", the weekday 8 is out of range; write MON to SUN
            0 0 0 * * 8
              In "0 0 0 * * 8", the weekday 8 is out of range; write MON to SUN
            0 0 12 1 1 ? 1969
              In "0 0 12 1 1 ? 1969", the year 1969 is out of range; write 1970 to 2199
            99999999999 * * * *
              In "99999999999 * * * *", the minute "99999999999" is not known; write a number from 0 to
              59, *, or */10
            5x * * * *
              In "5x * * * *", the minute "5X" is not known; write a number from 0 to 59, *, or */10
            * * * FOO *
              In "* * * FOO *", the month "FOO" is not known; write a number from 1 to 12, JAN to DEC,
              or *
            * * * * MOON
              In "* * * * MOON", the weekday "MOON" is not known; write MON to SUN, *, ?, FRIL or MON#2
            * * MON * *
              In "* * MON * *", the day of the month "MON" is not known; write a number from 1 to 31, *,
              ?, L, LW, L-3 or 15W
            */0 * * * *
              In "*/0 * * * *", the minute "*/0" has a step of 0; write 1 or more
            */x * * * *
              In "*/x * * * *", the minute "*/X" has no number after its slash; write for example */5
            */ * * * *
              In "*/ * * * *", the minute "*/" has no number after its slash; write for example */5
            */90 * * * *
              In "*/90 * * * *", the minute "*/90" has a step of 90 that reaches no second value, as the
              field goes from 0 to 59; write a smaller step, or every with a length of time
            0 */24 * * *
              In "0 */24 * * *", the hour "*/24" has a step of 24 that reaches no second value, as the
              field goes from 0 to 23; write a smaller step, or every with a length of time
            50-10 * * * *
              In "50-10 * * * *", the minute range 50-10 runs backwards; write 50-59,0-10
            * * 25-5 * *
              In "* * 25-5 * *", the day of the month range 25-5 runs backwards; write 25-31,1-5
            5- * * * *
              In "5- * * * *", the minute "5-" is not known; write a number from 0 to 59, *, or */10
            1,,2 * * * *
              In "1,,2 * * * *", the list "1,,2" of the field minute has an empty place; write single
              commas between values, as in 1,2
            1,2, * * * *
              In "1,2, * * * *", the list "1,2," of the field minute has an empty place; write single
              commas between values, as in 1,2
            * * * *
              "* * * *" has 4 fields; write 5 (minute hour day month weekday: */5 * * * *), 6 (seconds
              first: 0 */5 * * * *) or 7 (and a year last: 0 0 12 * * MON 2027)
            banana
              "banana" has 1 field; write 5 (minute hour day month weekday: */5 * * * *), 6 (seconds
              first: 0 */5 * * * *) or 7 (and a year last: 0 0 12 * * MON 2027)
            * * * * * * * *
              "* * * * * * * *" has 8 fields; write 5 (minute hour day month weekday: */5 * * * *), 6
              (seconds first: 0 */5 * * * *) or 7 (and a year last: 0 0 12 * * MON 2027)
            5m
              "5m" alone is no schedule; write every 5m
            L * * * *
              In "L * * * *", "L" cannot be the minute; only the two day fields have ?, L, W and #
            0 ? * * * *
              In "0 ? * * * *", "?" cannot be the minute; only the two day fields have ?, L, W and #
            0 0 15W 5#2 *
              In "0 0 15W 5#2 *", "5#2" cannot be the month; only the two day fields have ?, L, W and #
            0 0 L-31 * *
              In "0 0 L-31 * *", "L-31" goes back more than a month; write L-1 to L-30
            0 0 * * MON#6
              In "0 0 * * MON#6", the weekday "MON#6" needs a number from 1 to 5 after the #, as in
              MON#2 for the second Monday
            0 0 0 ? * MON#
              In "0 0 0 ? * MON#", the weekday "MON#" needs a number from 1 to 5 after the #, as in
              MON#2 for the second Monday
            0 15 10 * * 1
              In "0 15 10 * * 1", the weekday 1 means Monday to serverless platforms and node-cron, and
              Sunday to Quartz; write 0 15 10 * * MON or 0 15 10 * * SUN
            0 15 10 * * 1-5 *
              In "0 15 10 * * 1-5 *", the weekday 1-5 means Monday to Friday to serverless platforms and
              node-cron, and Sunday to Thursday to Quartz; write 0 15 10 * * MON-FRI * or 0 15 10 * *
              SUN-THU *
            0 15 10 * * MON,3
              In "0 15 10 * * MON,3", the weekday MON,3 means Monday and Wednesday to serverless
              platforms and node-cron, and Monday and Tuesday to Quartz; write 0 15 10 * * MON,WED or 0
              15 10 * * MON,TUE
            0 15 10 * * 0
              In "0 15 10 * * 0", the weekday 0 means Sunday to serverless platforms and node-cron, and
              nothing to Quartz; write 0 15 10 * * SUN
            0 15 10 1 * 0-5/2 2027
              In "0 15 10 1 * 0-5/2 2027", the weekday 0-5/2 means Tuesday, Thursday and Sunday to
              serverless platforms and node-cron, and nothing to Quartz; write 0 15 10 1 * SUN-FRI/2
              2027
            0 0 30 2 *
              "0 0 30 2 *" would never run: February has no day 30; its last is day 29
            0 0 31 4 *
              "0 0 31 4 *" would never run: April has no day 31; its last is day 30
            0 0 31 4,6 *
              In "0 0 31 4,6 *", the days do not occur in the months and years given, so it would never
              run
            0 0 0 29 2 ? 2027
              In "0 0 0 29 2 ? 2027", the days do not occur in the months and years given, so it would
              never run
            0 0 0 L-30 2 ?
              In "0 0 0 L-30 2 ?", the days do not occur in the months and years given, so it would
              never run
            0 0 0 31W 6 ?
              In "0 0 0 31W 6 ?", the days do not occur in the months and years given, so it would never
              run
            @fortnightly
              "@fortnightly" is not known; there are @hourly, @daily, @midnight, @weekly, @monthly,
              @yearly and @annually, and every 30s
            @reboot
              @reboot is no schedule: everything is checked once after a start anyway; write for example
              @hourly or every 30s
            CRON_TZ=Europe/Berlin 0 5 * * *
              "CRON_TZ=Europe/Berlin 0 5 * * *" has its time zone before it; write 0 5 * * *, and zone
              Europe/Berlin apart from it
            every
              "every" lacks its length of time; write for example every 30s
            every now and then
              "now and then" is not a length of time; write 30s, 2.5s, 100ms, 5m, 1h30m or 2d
            every 10ms
              "every 10ms" is too often; the shortest time is 50ms
            every 400d
              "every 400d" is too seldom; the longest time is 366d
            every 100.5ms
              "every 100.5ms" is too fine; write whole milliseconds
            every 0s
              "every 0ms" is too often; the shortest time is 50ms
            """;

    record Row(String text, String message) {}

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String row : TABLE.strip().split("\n(?! )", -1)) {
            List<String> lines = row.lines().map(String::strip).toList();
            rows.add(new Row(lines.getFirst(), String.join(" ", lines.subList(1, lines.size()))));
        }
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefusedInTheseWords(Row row) {
        assertThat(message(row.text)).isEqualTo(row.message);
    }

    @Test
    void aVeryLongTextIsNotEvenRead() {
        assertThat(message("1,".repeat(200))).isEqualTo("The schedule is 400 characters long; 300 are enough for any");
    }

    @Test
    void anEmptyTextIsNoSchedule() {
        assertThat(message("  "))
                .isEqualTo("There is no schedule; write for example every 30s, or the cron expression */5 * * * *");
    }

    private static String message(String text) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Schedule.parse(text));
        assertThat(refusal).as(text).isNotNull();
        return Catalogue.english().say(refusal.phrase());
    }
}
