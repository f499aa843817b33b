package io.tocsin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

    private final Catalogue catalogue = Catalogue.english();

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.0004S, 0.4 ms",
        "PT0.212S, 212 ms",
        "PT0.2126S, 213 ms",
        "PT0.9996S, 1 s",
        "PT1.25S, 1.3 s",
        "PT20.1S, 20.1 s",
        "PT12S, 12 s",
        "PT59.96S, 1 min",
        "PT3M, 3 min",
        "PT4M12S, 4 min 12 s",
        "PT4M12.9S, 4 min 12 s",
        "PT1H5S, 1 h",
        "PT1H5M5S, 1 h 5 min",
        "P2DT3H59M, 2 d 3 h",
        "P400D, 400 d",
        "PT-5S, 0 ms",
    })
    void lengthsAreShownToThePrecisionPeopleCareFor(Duration length, String words) {
        assertThat(catalogue.say(Words.length(length))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.1S, 100 ms",
        "PT2.5S, 2.5 s",
        "PT1H5S, 1 h 5 s",
        "P1DT2H3M4.5S, 1 d 2 h 3 min 4.5 s",
        "PT10M, 10 min",
    })
    void whatSomebodyHasSetIsShownWhole(Duration length, String words) {
        assertThat(catalogue.say(Words.exact(length))).isEqualTo(words);
    }

    @Test
    void aTimeOfTodayNeedsNoDate() {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(Words.time(Instant.parse("2026-11-21T13:02:11Z"), now, berlin)).isEqualTo("14:02:11");
        assertThat(Words.time(Instant.parse("2026-11-21T23:30:00Z"), now, berlin)).isEqualTo("2026-11-22 00:30:00");
        assertThat(Words.time(Instant.parse("2026-11-20T22:59:59Z"), now, berlin)).isEqualTo("2026-11-20 23:59:59");
    }
}
