package io.tocsin.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Hours hours(String between, String days) {
        return new Hours(
                between.isEmpty() ? Optional.empty() : Optional.of(Hours.between(between)),
                days.isEmpty() ? Set.of() : Hours.days(days), BERLIN);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    /** 2026-11-02 is a Monday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "22:00-06:00 |         | 2026-11-02T21:59:59 | false",
        "22:00-06:00 |         | 2026-11-02T22:00    | true",
        "22:00-06:00 |         | 2026-11-03T05:59:59 | true",
        "22:00-06:00 |         | 2026-11-03T06:00    | false",
        "22:00-06:00 | FRI     | 2026-11-06T23:00    | true",
        "22:00-06:00 | FRI     | 2026-11-07T05:00    | true",
        "22:00-06:00 | FRI     | 2026-11-06T05:00    | false",
        "08:00-18:00 | MON-FRI | 2026-11-06T17:59    | true",
        "08:00-18:00 | MON-FRI | 2026-11-07T12:00    | false",
        "            | sat,sun | 2026-11-08T00:00    | true",
        "            | sat,sun | 2026-11-09T00:00    | false",
        "00:00-24:00 | FRI-MON | 2026-11-09T23:59    | true",
        "00:00-24:00 | FRI-MON | 2026-11-10T00:00    | false",
    })
    void theyCoverWhatTheClockOnTheWallSays(String between, String days, String local, boolean covered) {
        Hours hours = hours(between == null ? "" : between, days == null ? "" : days);

        assertThat(hours.cover(at(local))).as(hours.toString()).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 2026-11-02T23:00, 2026-11-03T07:00",
        "22:00-07:00, 2026-11-03T07:00, 2026-11-04T07:00",
        "22:00-07:00, 2026-11-03T03:00, 2026-11-03T07:00",
        // the night in which the clocks go forward, and what they leave out
        "22:00-07:00, 2026-03-28T23:00, 2026-03-29T07:00",
        "22:00-02:30, 2026-03-28T23:00, 2026-03-29T03:00",
    })
    void theyEndWhenTheClockShowsIt(String between, String after, String end) {
        assertThat(hours(between, "").end(at(after))).isEqualTo(at(end));
    }

    @Test
    void hoursThatTheClockShowsTwiceAreOverTwice() {
        Hours hours = hours("22:00-02:30", "");
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Instant second = Instant.parse("2026-10-25T01:30:00Z");

        assertThat(hours.end(at("2026-10-24T23:00"))).isEqualTo(first);
        assertThat(hours.cover(first)).isFalse();
        assertThat(hours.cover(Instant.parse("2026-10-25T01:10:00Z"))).as("02:10 again").isTrue();
        assertThat(hours.end(first)).isEqualTo(second);
        assertThat(hours.end(second)).isEqualTo(at("2026-10-26T02:30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22-06", "25:00-06:00", "22:00", "10:00-24:30", "22:00-06:60"})
    void whatIsNoHoursIsRefused(String text) {
        assertThatThrownBy(() -> Hours.between(text)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MO", "MON-", "someday", "MON-FRI-SUN", ""})
    void whatIsNoDayIsRefused(String text) {
        assertThatThrownBy(() -> Hours.days(text)).isInstanceOf(Refusal.class);
    }
}
