package io.tocsin.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.upkeep.Failures.Advice;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is to be done about a plugin that fails. */
final class FailuresTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final Failures failures =
            Failures.after(new UpkeepSettings(9, Duration.ofMinutes(10)), 5);
    private long count = 5;

    private Advice after(int seconds, int more) {
        count += more;
        return failures.look(count, START.plusSeconds(seconds));
    }

    @Test
    void whatWasBeforeDoesNotCount() {
        assertThat(after(0, 0)).isEqualTo(Advice.NOTHING);
        assertThat(after(1_000, 0)).isEqualTo(Advice.NOTHING);
    }

    @Test
    void aThirdOfTheFailuresLeadsToARestartAfterAPause() {
        assertThat(after(0, 2)).isEqualTo(Advice.NOTHING);
        assertThat(after(1, 1)).isEqualTo(Advice.NOTHING);
        assertThat(after(2, 0)).isEqualTo(Advice.RESTART);
        assertThat(after(3, 0)).isEqualTo(Advice.NOTHING);
    }

    @Test
    void thePausesGrow() {
        assertThat(after(0, 3)).isEqualTo(Advice.NOTHING);
        assertThat(after(1, 0)).isEqualTo(Advice.RESTART);
        assertThat(after(2, 3)).isEqualTo(Advice.NOTHING);
        assertThat(after(3, 0)).isEqualTo(Advice.NOTHING);
        assertThat(after(4, 0)).isEqualTo(Advice.RESTART);
    }

    @Test
    void tooManyWithinTheWindowSwitchItOff() {
        assertThat(after(0, 8)).isEqualTo(Advice.NOTHING);
        assertThat(after(599, 1)).isEqualTo(Advice.SWITCH_OFF);
    }

    @Test
    void failuresThatLieFarApartDoNot() {
        assertThat(after(0, 2)).isEqualTo(Advice.NOTHING);
        for (int i = 1; i < 20; i++) {
            assertThat(after(i * 700, 2)).isEqualTo(Advice.NOTHING);
        }
    }

    @Test
    void aPluginThatIsNeverSwitchedOffIsLetBe() {
        Failures patient = Failures.after(new UpkeepSettings(0, Duration.ofMinutes(10)), 0);
        assertThat(patient.look(100, START)).isEqualTo(Advice.NOTHING);
        assertThat(patient.look(200, START.plusSeconds(60))).isEqualTo(Advice.NOTHING);
    }
}
