package io.tocsin.bundled.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_763_776_800);

    /** @param seconds until it may be asked again; -1 for at once */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200 | x-a: b                                                    | -1",
        "200 | x-ratelimit-remaining: 4; x-ratelimit-reset: 30           | -1",
        "200 | x-ratelimit-remaining: 0; x-ratelimit-reset: 30           | 30",
        "200 | x-ratelimit-remaining: 0; x-ratelimit-reset: 1763776842   | 42",
        "200 | x-ratelimit-remaining: 0; x-ratelimit-reset: 1763776700   | -1",
        "200 | x-ratelimit-remaining: 0; x-ratelimit-reset: soon         | -1",
        "200 | req-limit-short: Remaining: 394 Time until reset: 3589    | -1",
        "200 | req-limit-short: Remaining: 0 Time until reset: 3589      | 3589",
        "429 | x-a: b                                                    | 60",
        "429 | retry-after: 17                                           | 17",
        "429 | retry-after: Sat, 22 Nov 2025 02:01:30 GMT                | 90",
        "429 | retry-after: whenever                                     | 60",
        "429 | x-ratelimit-reset: 1763776842                             | 42",
        "429 | x-ratelimit-remaining: 0; x-ratelimit-reset: 5            | 5",
        "429 | retry-after: 999999999999                                 | 86400",
        "429 | x-ratelimit-reset: 999999999999                           | 86400",
        "503 | retry-after: 120                                          | 120",
        "503 | x-a: b                                                    | -1"})
    void whatAnAnswerSaysOfItsLimitsIsKept(int status, String headers, long seconds) {
        Map<String, String> all = new HashMap<>();
        for (String header : headers.split(";", -1)) {
            String[] pair = header.strip().split(": ", 2);
            all.put(pair[0], pair[1]);
        }
        assertThat(Limits.until(new Http.Answer(status, all, ""), NOW)
                .map(until -> Duration.between(NOW, until).toSeconds()).orElse(-1L)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0, 60, 0, 2592000, 86400", "0, 60, 5, 2592000, 60", "5, 60, 0, 7200, 7200"})
    void ofPingdomsTwoLimitsTheLaterThatIsUsedUpCounts(
            int left, int reset, int leftLong, int resetLong, long seconds) {
        Map<String, String> headers = Map.of(
                "req-limit-short", "Remaining: " + left + " Time until reset: " + reset,
                "req-limit-long", "Remaining: " + leftLong + " Time until reset: " + resetLong);
        assertThat(Limits.until(new Http.Answer(429, headers, ""), NOW))
                .contains(NOW.plusSeconds(seconds));
    }
}
