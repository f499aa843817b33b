package io.tocsin.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both changes of the clocks, against instants written by hand. A dash means that there is no further time. */
final class DaylightSavingTest {

    /** Gap 29 March 02:00 to 03:00, overlap 25 October 03:00 to 02:00. */
    private static final String BERLIN = """
            30 2 * * *
              2026-03-28T12:00+01:00 > 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00 2026-03-31T02:30+02:00
              2026-10-24T12:00+02:00 > 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00 2026-10-27T02:30+01:00
            0 2 * * *
              2026-03-28T12:00+01:00 > 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00 2026-03-31T02:00+02:00
              2026-10-24T12:00+02:00 > 2026-10-25T02:00+02:00 2026-10-26T02:00+01:00 2026-10-27T02:00+01:00
            0 3 * * *
              2026-03-28T12:00+01:00 > 2026-03-29T03:00+02:00 2026-03-30T03:00+02:00 2026-03-31T03:00+02:00
              2026-10-24T12:00+02:00 > 2026-10-25T03:00+01:00 2026-10-26T03:00+01:00 2026-10-27T03:00+01:00
            */30 * * * *
              2026-03-29T01:00+01:00 > 2026-03-29T01:30+01:00 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00
              2026-10-25T02:00+02:00 > 2026-10-25T02:30+02:00 2026-10-25T02:00+01:00 2026-10-25T02:30+01:00
            0 * * * *
              2026-03-29T01:00+01:00 > 2026-03-29T03:00+02:00 2026-03-29T04:00+02:00 2026-03-29T05:00+02:00
              2026-10-25T01:00+02:00 > 2026-10-25T02:00+02:00 2026-10-25T02:00+01:00 2026-10-25T03:00+01:00
            15 * * * *
              2026-03-29T00:30+01:00 > 2026-03-29T01:15+01:00 2026-03-29T03:15+02:00 2026-03-29T04:15+02:00
              2026-10-25T01:30+02:00 > 2026-10-25T02:15+02:00 2026-10-25T02:15+01:00 2026-10-25T03:15+01:00
            0 */2 * * *
              2026-03-28T23:00+01:00 > 2026-03-29T00:00+01:00 2026-03-29T04:00+02:00 2026-03-29T06:00+02:00
              2026-10-24T23:00+02:00 > 2026-10-25T00:00+02:00 2026-10-25T02:00+02:00 2026-10-25T02:00+01:00
            */10 2 * * *
              2026-03-29T00:00+01:00 > 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00 2026-03-30T02:10+02:00
              2026-10-25T02:40+02:00 > 2026-10-25T02:50+02:00 2026-10-26T02:00+01:00 2026-10-26T02:10+01:00
            """;

    /** Gap 8 March 02:00 to 03:00, overlap 1 November 02:00 to 01:00. */
    private static final String NEW_YORK = """
            30 1 * * *
              2026-03-07T12:00-05:00 > 2026-03-08T01:30-05:00 2026-03-09T01:30-04:00 2026-03-10T01:30-04:00
              2026-10-31T12:00-04:00 > 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00 2026-11-03T01:30-05:00
            0 15 2 * * SUN
              2026-03-07T12:00-05:00 > 2026-03-08T03:00-04:00 2026-03-15T02:15-04:00 2026-03-22T02:15-04:00
              2026-10-31T12:00-04:00 > 2026-11-01T02:15-05:00 2026-11-08T02:15-05:00 2026-11-15T02:15-05:00
            0 0 1-3 * * *
              2026-03-08T00:30-05:00 > 2026-03-08T01:00-05:00 2026-03-08T03:00-04:00 2026-03-09T01:00-04:00
              2026-11-01T00:30-04:00 > 2026-11-01T01:00-04:00 2026-11-01T02:00-05:00 2026-11-01T03:00-05:00
            45 1,2 * * *
              2026-03-08T00:00-05:00 > 2026-03-08T01:45-05:00 2026-03-08T03:00-04:00 2026-03-09T01:45-04:00
              2026-11-01T00:00-04:00 > 2026-11-01T01:45-04:00 2026-11-01T02:45-05:00 2026-11-02T01:45-05:00
            */20 * * * *
              2026-03-08T01:30-05:00 > 2026-03-08T01:40-05:00 2026-03-08T03:00-04:00 2026-03-08T03:20-04:00
              2026-11-01T01:30-04:00 > 2026-11-01T01:40-04:00 2026-11-01T01:00-05:00 2026-11-01T01:20-05:00
            0 0/30 * * * ?
              2026-03-08T01:00-05:00 > 2026-03-08T01:30-05:00 2026-03-08T03:00-04:00 2026-03-08T03:30-04:00
              2026-11-01T01:10-04:00 > 2026-11-01T01:30-04:00 2026-11-01T01:00-05:00 2026-11-01T01:30-05:00
            */15 * * * * *
              2026-03-08T01:59:30-05:00 > 2026-03-08T01:59:45-05:00 2026-03-08T03:00:00-04:00 2026-03-08T03:00:15-04:00
              2026-11-01T01:59:30-04:00 > 2026-11-01T01:59:45-04:00 2026-11-01T01:00:00-05:00 2026-11-01T01:00:15-05:00
            0 30 2 1,8 3,11 ? 2026
              2026-03-02T00:00-05:00 > 2026-03-08T03:00-04:00 2026-11-01T02:30-05:00 2026-11-08T02:30-05:00
              2026-11-01T00:00-04:00 > 2026-11-01T02:30-05:00 2026-11-08T02:30-05:00 -
            """;

    /** Half an hour only: gap 4 October 02:00 to 02:30, overlap 5 April 02:00 to 01:30. */
    private static final String LORD_HOWE = """
            0 0 2 * * *
              2026-10-03T12:00+10:30 > 2026-10-04T02:30+11:00 2026-10-05T02:00+11:00 2026-10-06T02:00+11:00
              2026-04-04T12:00+11:00 > 2026-04-05T02:00+10:30 2026-04-06T02:00+10:30 2026-04-07T02:00+10:30
            15 2 * * *
              2026-10-03T12:00+10:30 > 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00 2026-10-06T02:15+11:00
              2026-04-04T12:00+11:00 > 2026-04-05T02:15+10:30 2026-04-06T02:15+10:30 2026-04-07T02:15+10:30
            45 1 * * *
              2026-10-03T12:00+10:30 > 2026-10-04T01:45+10:30 2026-10-05T01:45+11:00 2026-10-06T01:45+11:00
              2026-04-04T12:00+11:00 > 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30 2026-04-07T01:45+10:30
            0,30 * * * *
              2026-10-04T01:00+10:30 > 2026-10-04T01:30+10:30 2026-10-04T02:30+11:00 2026-10-04T03:00+11:00
              2026-04-05T01:00+11:00 > 2026-04-05T01:30+11:00 2026-04-05T01:30+10:30 2026-04-05T02:00+10:30
            */15 * * * *
              2026-10-04T01:30+10:30 > 2026-10-04T01:45+10:30 2026-10-04T02:30+11:00 2026-10-04T02:45+11:00
              2026-04-05T01:30+11:00 > 2026-04-05T01:45+11:00 2026-04-05T01:30+10:30 2026-04-05T01:45+10:30
            0 0 * * * * *
              2026-10-04T01:00+10:30 > 2026-10-04T03:00+11:00 2026-10-04T04:00+11:00 2026-10-04T05:00+11:00
              2026-04-05T00:30+11:00 > 2026-04-05T01:00+11:00 2026-04-05T02:00+10:30 2026-04-05T03:00+10:30
            35 1-2 * * *
              2026-10-04T00:00+10:30 > 2026-10-04T01:35+10:30 2026-10-04T02:35+11:00 2026-10-05T01:35+11:00
              2026-04-05T00:00+11:00 > 2026-04-05T01:35+11:00 2026-04-05T02:35+10:30 2026-04-06T01:35+10:30
            """;

    /** At midnight: gap Friday 24 April 00:00 to 01:00, overlap Friday 30 October 00:00 back to Thursday 23:00. */
    private static final String CAIRO = """
            0 0 * * *
              2026-04-23T12:00+02:00 > 2026-04-24T01:00+03:00 2026-04-25T00:00+03:00 2026-04-26T00:00+03:00
              2026-10-29T12:00+03:00 > 2026-10-30T00:00+02:00 2026-10-31T00:00+02:00 2026-11-01T00:00+02:00
            30 23 * * *
              2026-04-23T12:00+02:00 > 2026-04-23T23:30+02:00 2026-04-24T23:30+03:00 2026-04-25T23:30+03:00
              2026-10-29T12:00+03:00 > 2026-10-29T23:30+03:00 2026-10-30T23:30+02:00 2026-10-31T23:30+02:00
            0 0 * * FRI
              2026-04-23T12:00+02:00 > 2026-04-24T01:00+03:00 2026-05-01T00:00+03:00 2026-05-08T00:00+03:00
              2026-10-29T12:00+03:00 > 2026-10-30T00:00+02:00 2026-11-06T00:00+02:00 2026-11-13T00:00+02:00
            @hourly
              2026-04-23T22:30+02:00 > 2026-04-23T23:00+02:00 2026-04-24T01:00+03:00 2026-04-24T02:00+03:00
              2026-10-29T22:30+03:00 > 2026-10-29T23:00+03:00 2026-10-29T23:00+02:00 2026-10-30T00:00+02:00
            */20 0 * * *
              2026-04-23T12:00+02:00 > 2026-04-24T01:00+03:00 2026-04-25T00:00+03:00 2026-04-25T00:20+03:00
              2026-10-29T12:00+03:00 > 2026-10-30T00:00+02:00 2026-10-30T00:20+02:00 2026-10-30T00:40+02:00
            0 30 0 ? * FRIL
              2026-04-01T00:00+02:00 > 2026-04-24T01:00+03:00 2026-05-29T00:30+03:00 2026-06-26T00:30+03:00
              2026-10-01T00:00+03:00 > 2026-10-30T00:30+02:00 2026-11-27T00:30+02:00 2026-12-25T00:30+02:00
            0 23 * * THU#5
              2026-04-01T00:00+02:00 > 2026-04-30T23:00+03:00 2026-07-30T23:00+03:00 2026-10-29T23:00+03:00
              2026-10-01T00:00+03:00 > 2026-10-29T23:00+03:00 2026-12-31T23:00+02:00 2027-04-29T23:00+02:00
            """;

    /** At midnight, in the south: gap Sunday 4 November 2018 00:00 to 01:00, overlap 17 February 2019 to 23:00. */
    private static final String SAO_PAULO = """
            0 0 0 * * ?
              2018-11-03T12:00-03:00 > 2018-11-04T01:00-02:00 2018-11-05T00:00-02:00 2018-11-06T00:00-02:00
              2019-02-16T12:00-02:00 > 2019-02-17T00:00-03:00 2019-02-18T00:00-03:00 2019-02-19T00:00-03:00
            45 23 * * SAT
              2018-11-02T00:00-03:00 > 2018-11-03T23:45-03:00 2018-11-10T23:45-02:00 2018-11-17T23:45-02:00
              2019-02-15T00:00-02:00 > 2019-02-16T23:45-02:00 2019-02-23T23:45-03:00 2019-03-02T23:45-03:00
            15 0 4,17 * *
              2018-11-01T00:00-03:00 > 2018-11-04T01:00-02:00 2018-11-17T00:15-02:00 2018-12-04T00:15-02:00
              2019-02-05T00:00-02:00 > 2019-02-17T00:15-03:00 2019-03-04T00:15-03:00 2019-03-17T00:15-03:00
            0 0 1 * SUN
              2018-11-01T00:00-03:00 > 2018-11-04T01:00-02:00 2018-11-11T00:00-02:00 2018-11-18T00:00-02:00
              2019-02-16T12:00-02:00 > 2019-02-17T00:00-03:00 2019-02-24T00:00-03:00 2019-03-01T00:00-03:00
            10/25 22-1 * * *
              2018-11-03T23:00-03:00 > 2018-11-03T23:10-03:00 2018-11-03T23:35-03:00 2018-11-04T01:00-02:00
              2019-02-16T23:00-02:00 > 2019-02-16T23:10-02:00 2019-02-16T23:35-02:00 2019-02-17T00:10-03:00
            */45 * * * *
              2018-11-03T23:00-03:00 > 2018-11-03T23:45-03:00 2018-11-04T01:00-02:00 2018-11-04T01:45-02:00
              2019-02-16T23:00-02:00 > 2019-02-16T23:45-02:00 2019-02-16T23:00-03:00 2019-02-16T23:45-03:00
            """;

    /** Off the hour: gap 27 September 02:45 to 03:45, overlap 5 April 03:45 to 02:45. */
    private static final String CHATHAM = """
            5 3 * * *
              2026-09-26T12:00+12:45 > 2026-09-27T03:45+13:45 2026-09-28T03:05+13:45 2026-09-29T03:05+13:45
              2026-04-04T12:00+13:45 > 2026-04-05T03:05+13:45 2026-04-06T03:05+12:45 2026-04-07T03:05+12:45
            50 2,3 * * *
              2026-09-27T00:00+12:45 > 2026-09-27T03:45+13:45 2026-09-27T03:50+13:45 2026-09-28T02:50+13:45
              2026-04-05T00:00+13:45 > 2026-04-05T02:50+13:45 2026-04-05T03:50+12:45 2026-04-06T02:50+12:45
            */25 */3 * * *
              2026-09-27T00:50+12:45 > 2026-09-27T03:50+13:45 2026-09-27T06:00+13:45 2026-09-27T06:25+13:45
              2026-04-05T03:00+13:45 > 2026-04-05T03:25+13:45 2026-04-05T03:00+12:45 2026-04-05T03:25+12:45
            0 45 2 ? * SUN#1,SUNL
              2026-09-20T00:00+12:45 > 2026-09-27T03:45+13:45 2026-10-04T02:45+13:45 2026-10-25T02:45+13:45
              2026-04-01T00:00+13:45 > 2026-04-05T02:45+13:45 2026-04-26T02:45+12:45 2026-05-03T02:45+12:45
            """;

    record Change(String expression, ZoneId zone, String from, List<String> expected) {}

    static Stream<Change> changes() {
        List<Change> changes = new ArrayList<>();
        changes.addAll(read("Europe/Berlin", BERLIN));
        changes.addAll(read("America/New_York", NEW_YORK));
        changes.addAll(read("Australia/Lord_Howe", LORD_HOWE));
        changes.addAll(read("Africa/Cairo", CAIRO));
        changes.addAll(read("America/Sao_Paulo", SAO_PAULO));
        changes.addAll(read("Pacific/Chatham", CHATHAM));
        return changes.stream();
    }

    private static List<Change> read(String zone, String table) {
        List<Change> changes = new ArrayList<>();
        String expression = "";
        for (String line : table.lines().toList()) {
            if (!line.startsWith(" ")) {
                expression = line;
                continue;
            }
            int arrow = line.indexOf(" > ");
            List<String> expected = List.of(line.substring(arrow + 3).split(" ", -1));
            changes.add(new Change(expression, ZoneId.of(zone), line.substring(0, arrow).strip(), expected));
        }
        return changes;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isAsWrittenByHand(Change change) {
        Schedule schedule = Schedule.parse(change.expression);
        List<String> seen = new ArrayList<>();
        Instant at = OffsetDateTime.parse(change.from).toInstant();
        for (String expected : change.expected) {
            Instant next = schedule.next(at, change.zone).orElse(Instant.MAX);
            seen.add(next.equals(Instant.MAX) ? "-" : like(expected, next));
            at = next;
        }
        assertThat(seen).isEqualTo(change.expected);
    }

    /** The instant as it is, in the form of the expected one where they are the same. */
    private static String like(String expected, Instant next) {
        boolean same = !expected.equals("-") && OffsetDateTime.parse(expected).toInstant().equals(next);
        return same ? expected : next.toString();
    }

    @Test
    void theTableHasFortyExpressionsInSixZones() {
        assertThat(changes().map(Change::expression).distinct()).hasSize(40);
        assertThat(changes().map(Change::zone).distinct()).hasSize(6);
        assertThat(changes()).hasSize(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 * * *", "30 1 * * *", "30 2 * * *", "30 23 * * *"})
    void aDailyCheckIsNeitherSkippedNorDoubledInAnyZoneOfTheWorld(String expression) {
        Schedule schedule = Schedule.parse(expression);
        Set<String> zones = ZoneId.getAvailableZoneIds();
        assertThat(zones).hasSizeGreaterThan(400);
        List<String> odd = new ArrayList<>();
        for (String zone : zones) {
            Instant last = Instant.parse("2026-01-01T00:00:00Z");
            Instant at = schedule.next(last, ZoneId.of(zone)).orElseThrow();
            for (int day = 0; day < 370; day++) {
                Instant next = schedule.next(at, ZoneId.of(zone)).orElseThrow();
                long hours = Duration.between(at, next).toHours();
                if (hours < 22 || hours > 26) {
                    odd.add(zone + " " + at + " " + next);
                }
                at = next;
            }
        }
        assertThat(odd).isEmpty();
    }

    @Test
    void aDayThatASkippedDateLineTookAwayRunsAtTheNextOnesBegin() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        Schedule nine = Schedule.parse("0 9 * * *");
        Instant eve = OffsetDateTime.parse("2011-12-29T09:00-10:00").toInstant();
        Instant first = nine.next(eve, apia).orElseThrow();
        assertThat(first).isEqualTo(OffsetDateTime.parse("2011-12-31T00:00+14:00").toInstant());
        assertThat(nine.next(first, apia)).contains(OffsetDateTime.parse("2011-12-31T09:00+14:00").toInstant());
    }

    @Test
    void aPeriodKnowsNoClocks() {
        Instant at = Instant.parse("2026-03-29T00:59:30Z");
        assertThat(Schedule.parse("every 1m").next(at, ZoneId.of("Europe/Berlin")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }
}
