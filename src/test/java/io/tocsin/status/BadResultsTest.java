package io.tocsin.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.status.BadResults.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BadResultsTest {

    private static final Instant START = Instant.parse("2026-03-02T14:00:00Z");

    private final BadResults results = new BadResults();
    private int second;

    @Test
    void theFirstTenAndThenOneAMinuteAreKept() {
        check(503, 20);
        assertThat(results.drain()).hasSize(10);

        check(503, 180);
        assertThat(results.drain()).hasSize(3);
    }

    @Test
    void goodResultsAreNotKeptAndBeginAnew() {
        check(503, 30);
        results.drain();
        check(200, 5);
        check(503, 12);

        assertThat(results.drain()).hasSize(10);
    }

    @Test
    void eachChangeOfReasonIsKept() {
        check(503, 20);
        results.drain();
        check(500, 3);
        check(503, 3);

        assertThat(results.drain()).extracting(kept -> kept.status().getAsLong()).containsExactly(500L, 503L);
    }

    @Test
    void reasonsThatChangeAllTheTimeAreBounded() {
        for (int i = 0; i < 600; i++) {
            check(i % 2 == 0 ? 500 : 503, 1);
        }

        assertThat(results.drain()).hasSizeBetween(90, 110);
    }

    @Test
    void aBodyIsCutAtTwoThousandBytesAndNotInsideALetter() {
        results.saw("shop", Checked.at(START, 503, 1, "x" + "ä".repeat(3_000)), OptionalLong.of(7));
        results.saw("mail", Checked.at(START, 503, 1, "a\0b"), OptionalLong.empty());
        List<Kept> kept = results.drain();

        assertThat(kept.getFirst().body().getBytes(StandardCharsets.UTF_8)).hasSize(1_999);
        assertThat(kept.getFirst().body()).endsWith("ä");
        assertThat(kept.getFirst().incident()).hasValue(7);
        assertThat(kept.getLast().body()).isEqualTo("ab");
    }

    private void check(int status, int times) {
        for (int i = 0; i < times; i++) {
            results.saw("shop", Checked.at(START.plusSeconds(second++), status, 1), OptionalLong.empty());
        }
    }
}
