package io.tocsin.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Rotation rotation(String every, String from) {
        return new Rotation(
                "primary", List.of("ana", "ben", "eve"), Duration.parse(every), LocalDateTime.parse(from), BERLIN);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T08:59:59, eve",
        "2026-11-02T09:00, ana",
        "2026-11-09T08:59:59, ana",
        "2026-11-09T09:00, ben",
        "2026-11-16T09:00, eve",
        "2026-11-23T09:00, ana",
        "2027-04-05T08:59:59, ana",
        "2027-04-05T09:00, ben",
    })
    void turnsEndAtTheSameTimeOfDayAllYear(String moment, String person) {
        assertThat(rotation("P7D", "2026-11-02T09:00").at(at(moment)).person()).isEqualTo(person);
    }

    @Test
    void aTurnAcrossAChangeOfTheClocksIsAnHourLongerOrShorter() {
        Rotation daily = rotation("P1D", "2026-03-01T09:00");

        Turn shorter = daily.at(at("2026-03-28T12:00"));
        assertThat(Duration.between(shorter.from(), shorter.to())).isEqualTo(Duration.ofHours(23));
        Turn longer = daily.at(at("2026-10-24T12:00"));
        assertThat(Duration.between(longer.from(), longer.to())).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void aHandOverThatTheClockLeavesOutIsAtTheFirstMomentAfterAndOneThatItShowsTwiceAtTheFirst() {
        Rotation nightly = rotation("P1D", "2026-03-01T02:30");

        assertThat(nightly.at(at("2026-03-28T12:00")).to()).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(nightly.at(at("2026-10-24T12:00")).to()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void everyMomentHasOneTurnAndEachBeginsWhereTheLastOneEnded() {
        for (Rotation rotation : List.of(rotation("PT12H", "2026-03-01T09:00"), rotation("PT1H", "2026-03-01T02:30"),
                rotation("P1D", "2026-03-01T02:30"))) {
            Turn turn = rotation.at(at("2026-03-28T00:00"));
            for (int i = 0; i < 60; i++) {
                assertThat(turn.to()).as("%s", rotation).isAfter(turn.from());
                assertThat(rotation.at(turn.to().minusMillis(1))).isEqualTo(turn);
                Turn next = rotation.at(turn.to());
                assertThat(next.from()).isEqualTo(turn.to());
                assertThat(next.person()).isNotEqualTo(turn.person());
                turn = next;
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "oncall.p.people= | oncall.p.people: write who takes turns: names of people, separated by commas",
        "oncall.p.people=ana, bob | oncall.p.people=ana, bob: nobody knows where bob is told; write person.bob.room",
        "oncall.p.every=5m | oncall.p.every=5m: write how long a turn is, from 1h to 366d, such as 7d",
        "oncall.p.from=monday | oncall.p.from=monday: write when a turn of the first of them begins, such as 2026-11-02T09:00",
        "oncall.p.from= | oncall.p.from: write when a turn of the first of them begins, such as 2026-11-02T09:00",
    })
    void whatIsWrongIsSaid(String line, String problem) {
        Map<String, String> values = new HashMap<>(Map.of(
                "person.ana.room", "x:ana", "oncall.p.people", "ana", "oncall.p.from", "2026-11-02 09:00"));
        Keys good = Keys.of(values);
        OnCallKeys.read(good, BERLIN);
        assertThat(good.finish().lines()).isEmpty();
        values.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        Keys keys = Keys.of(values);
        OnCallKeys.read(keys, BERLIN);

        assertThat(keys.finish().lines().stream().map(Catalogue.english()::say)).anyMatch(
                said -> said.endsWith(problem));
    }
}
