package io.tocsin.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.monitor.Policy.FlapPolicy;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The percentages are those that Icinga 2 computes for the same changes. */
class FlappingTest {

    private static final Instant START = Instant.ofEpochSecond(1_800_000_000);

    private Flapping window = Flapping.CALM;

    @Test
    void oneChangeInTheNewestSlotIsSixPercent() {
        slots("c");

        assertThat(window.percent()).isCloseTo(5.9, within(0.05));
    }

    @Test
    void twentyChangesAreAlmostAll() {
        slots("c".repeat(20));

        assertThat(window.percent()).isCloseTo(99, within(0.05));
    }

    @Test
    void changingInEverySlotStartsAtTheSixth() {
        slots("ccccc");
        assertThat(window.active()).isFalse();
        slots("c");
        assertThat(window.active()).isTrue();
    }

    @Test
    void changingInEveryFourthSlotNeverStarts() {
        for (int i = 0; i < 25; i++) {
            slots("c---");
            assertThat(window.active()).isFalse();
        }
    }

    @Test
    void severalChangesInOneSlotCountOnce() {
        for (int i = 0; i < 10; i++) {
            window = window.at(START, true, FlapPolicy.STANDARD);
        }

        assertThat(window.percent()).isCloseTo(5.9, within(0.05));
    }

    private int slot;

    private void slots(String changes) {
        for (char change : changes.toCharArray()) {
            Instant at = START.plusSeconds(30L * slot++);
            window = window.at(at, change == 'c', FlapPolicy.STANDARD);
        }
    }
}
