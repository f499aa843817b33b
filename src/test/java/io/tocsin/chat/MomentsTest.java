package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentsTest {

    /** A Saturday, 13:00 in Berlin. */
    private final Moments berlin = new Moments(Sample.NOW, ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "17:30, 2026-11-21T16:30:00Z",
        "9:00, 2026-11-22T08:00:00Z",
        "13:00, 2026-11-22T12:00:00Z",
        "13:00:01, 2026-11-21T12:00:01Z",
        "5pm, 2026-11-21T16:00:00Z",
        "5:30 PM, 2026-11-21T16:30:00Z",
        "12am, 2026-11-21T23:00:00Z",
        "today 18:00, 2026-11-21T17:00:00Z",
        "tomorrow, 2026-11-21T23:00:00Z",
        "Tomorrow 09:00, 2026-11-22T08:00:00Z",
        "friday 9:00, 2026-11-27T08:00:00Z",
        "fri 9:00, 2026-11-27T08:00:00Z",
        "saturday 12:00, 2026-11-28T11:00:00Z",
        "saturday 14:00, 2026-11-21T13:00:00Z",
        "monday, 2026-11-22T23:00:00Z",
        "2026-12-01 10:00, 2026-12-01T09:00:00Z",
        "2026-12-01T10:00, 2026-12-01T09:00:00Z",
        "2026-12-01, 2026-11-30T23:00:00Z",
        "2026-12-01T10:00:00Z, 2026-12-01T10:00:00Z",
        "2026-12-01T10:00:00+05:30, 2026-12-01T04:30:00Z",
    })
    void aMomentIsTheNextOneInTheZoneOfTheRoom(String text, Instant moment) {
        assertThat(berlin.read(text)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "25:00", "12:60", "13pm", "0pm", "today", "friday soon", "2026-13-01",
        "2026-12-01 x", "17", "someday 9:00"})
    void whatIsNoMomentIsNone(String text) {
        assertThat(berlin.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21 12:59", "2020-01-01", "today 9:00", "2026-11-21T12:00:00Z"})
    void whatHasPassedIsRefused(String text) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> berlin.read(text));
    }

    @Test
    void aTimeThatTheClockJumpsOverIsTheMomentItJumps() {
        Moments eve = new Moments(Instant.parse("2026-03-28T20:00:00Z"), ZoneId.of("Europe/Berlin"));

        assertThat(eve.read("tomorrow 02:30")).contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(eve.read("2:30")).contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void aTimeThatTheClockShowsTwiceIsTheOneStillToCome() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant first = Instant.parse("2026-10-25T00:30:00Z");

        assertThat(new Moments(first.minusSeconds(1), zone).read("2:30")).contains(first);
        assertThat(new Moments(first, zone).read("2:30")).contains(Instant.parse("2026-10-25T01:30:00Z"));
    }
}
