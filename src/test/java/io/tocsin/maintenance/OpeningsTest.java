package io.tocsin.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpeningsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "02:00 | 0 2 * * *",
        "2:05 | 5 2 * * *",
        "at 23:59 | 59 23 * * *"})
    void aDayHasATime(String text, String cron) {
        assertThat(Openings.daily(text, BERLIN, HOUR)).isEqualTo(Timetable.cron(cron, BERLIN, HOUR));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sunday 03:00 | 0 3 * * SUN",
        "Sundays at 03:00 | 0 3 * * SUN",
        "mon, thu 22:30 | 30 22 * * MON,THU",
        "tues and fri, 8:00 | 0 8 * * TUE,FRI",
        "mon-fri 12:00 | 0 12 * * MON-FRI",
        "sat-mon 12:00 | 0 12 * * SAT,SUN,MON"})
    void aWeekHasDaysAndATime(String text, String cron) {
        assertThat(Openings.weekly(text, BERLIN, HOUR)).isEqualTo(Timetable.cron(cron, BERLIN, HOUR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"24:00", "2", "02:60", "", "sunday 03:00"})
    void whatIsNoTimeOfDayIsRefused(String text) {
        TimetableTest.refused(() -> Openings.daily(text, BERLIN, HOUR),
                "\"" + text + "\" is no time of day; write for example 02:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"03:00", "sunday", "sun 25:00", "so 03:00", "mon- 03:00", "sun 03:00 04:00", ","})
    void whatIsNotDaysAndATimeIsRefused(String text) {
        TimetableTest.refused(() -> Openings.weekly(text, BERLIN, HOUR),
                "\"" + text
                        + "\" is not days of the week and a time; write for example sunday 03:00 or mon, thu 22:30");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2026-12-01 22:00 | 2026-12-01T21:00:00Z",
        "2026-07-01T22:00 | 2026-07-01T20:00:00Z",
        "2026-12-01T22:00:00Z | 2026-12-01T22:00:00Z",
        "2026-12-01T22:00:00-05:00 | 2026-12-02T03:00:00Z",
        "2026-03-29 02:30 | 2026-03-29T01:00:00Z",
        "2026-10-25 02:30 | 2026-10-25T00:30:00Z"})
    void aMomentIsThatOfTheClockOnTheWall(String text, Instant moment) {
        assertThat(Openings.moment(text, BERLIN)).isEqualTo(moment);
    }

    @Test
    void whatIsNoMomentIsRefused() {
        for (String text : new String[] {"tomorrow", "2026-13-01 10:00", "2026-12-01", "2026-12-01 10:61"}) {
            TimetableTest.refused(() -> Openings.moment(text, BERLIN),
                    "\"" + text + "\" is no moment; write for example 2026-12-01 22:00");
        }
    }
}
