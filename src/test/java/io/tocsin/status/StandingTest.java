package io.tocsin.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.Level;
import io.tocsin.monitor.Policy;
import io.tocsin.monitor.Policy.FlapPolicy;
import io.tocsin.status.Standing.Step;
import io.tocsin.status.Transition.Flaps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Policy STEADY = new Policy(3, 2, Duration.ofSeconds(5), FlapPolicy.OFF);
    private static final Policy FLAPPING = new Policy(1, 1, Duration.ofSeconds(5), FlapPolicy.STANDARD);

    private Standing standing = Standing.pending(START);
    private Instant now = START;
    private final List<Transition> transitions = new ArrayList<>();

    @Test
    void theFirstGoodCheckMakesAPendingMonitorUp() {
        see(STEADY, "U");

        assertThat(changes()).containsExactly("PENDING>UP");
    }

    @Test
    void aPendingMonitorGoesDownLikeAnyOther() {
        see(STEADY, "DDD");

        assertThat(changes()).containsExactly("PENDING>DOWN");
    }

    @Test
    void twoBadChecksAreNotTroubleYet() {
        see(STEADY, "UDDU");

        assertThat(changes()).containsExactly("PENDING>UP");
    }

    @Test
    void aGoodCheckInBetweenStartsTheCountAnew() {
        see(STEADY, "UDDUDDUDD");

        assertThat(changes()).containsExactly("PENDING>UP");
    }

    @Test
    void troubleBeginsAtItsFirstBadCheck() {
        see(STEADY, "UUDDD");

        Transition down = transitions.getLast();
        assertThat(down.began()).isEqualTo(START.plusSeconds(2));
        assertThat(down.at()).isEqualTo(START.plusSeconds(4));
        assertThat(down.checks()).isEqualTo(3);
    }

    @Test
    void recoveryBeginsAtItsFirstGoodCheck() {
        see(STEADY, "DDDDUU");

        Transition up = transitions.getLast();
        assertThat(up.to()).isEqualTo(Status.UP);
        assertThat(up.began()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void oneGoodCheckIsNotRecoveryYet() {
        see(STEADY, "DDDUDUD");

        assertThat(changes()).containsExactly("PENDING>DOWN");
    }

    @Test
    void warningsAloneMakeItDegraded() {
        see(STEADY, "UGGG");

        assertThat(changes()).containsExactly("PENDING>UP", "UP>DEGRADED");
    }

    @Test
    void badAndWorseTogetherAreDegradedUntilTheWorseAreConfirmed() {
        see(STEADY, "UGDGDDD");

        assertThat(changes()).containsExactly("PENDING>UP", "UP>DEGRADED", "DEGRADED>DOWN");
    }

    @Test
    void downMayGetBetterWithoutBeingGood() {
        see(STEADY, "UDDDGG");

        assertThat(changes()).containsExactly("PENDING>UP", "UP>DOWN", "DOWN>DEGRADED");
    }

    @Test
    void aStandingThatNothingChangesStaysTheVeryObject() {
        see(STEADY, "UUUU");
        Standing settled = standing;
        see(STEADY, "UUU");

        assertThat(standing).isSameAs(settled);
    }

    @Test
    void whatIsNotConfirmedAsksForAnotherCheck() {
        see(STEADY, "UD");
        assertThat(standing.unconfirmed()).isTrue();
        see(STEADY, "DD");
        assertThat(standing.unconfirmed()).isFalse();
        see(STEADY, "U");
        assertThat(standing.unconfirmed()).isTrue();
    }

    @Test
    void changesThatComeTooOftenAreFlapping() {
        see(FLAPPING, 30, "UDUDUDUDUDU");

        assertThat(transitions).anyMatch(transition -> transition.flapping() == Flaps.STARTED);
        assertThat(standing.shown()).isEqualTo("FLAPPING");
    }

    @Test
    void aCalmWindowEndsFlapping() {
        see(FLAPPING, 30, "UDUDUDUDUDU");
        see(FLAPPING, 30, "U".repeat(20));

        assertThat(transitions.getLast().flapping()).isEqualTo(Flaps.ENDED);
        assertThat(standing.shown()).isEqualTo("UP");
    }

    @Test
    void aMonitorCheckedEverySecondIsNotFlappingForOneOutage() {
        see(FLAPPING, 1, "U".repeat(5) + "D".repeat(10) + "U".repeat(40));

        assertThat(transitions).allMatch(transition -> transition.flapping() == Flaps.NO);
    }

    @Test
    void aRestartKeepsFlapping() {
        Standing restored = Standing.restored(Status.UP, START, true, FLAPPING, START);

        assertThat(restored.shown()).isEqualTo("FLAPPING");
        assertThat(restored.judge(Level.UP, START.plusSeconds(30), FLAPPING).transition()).isEmpty();
    }

    private void see(Policy policy, String levels) {
        see(policy, 1, levels);
    }

    /** U is up, G degraded, D down; one check every so many seconds. */
    private void see(Policy policy, int seconds, String levels) {
        for (char letter : levels.toCharArray()) {
            Level level = switch (letter) {
                case 'U' -> Level.UP;
                case 'G' -> Level.DEGRADED;
                default -> Level.DOWN;
            };
            Step step = standing.judge(level, now, policy);
            standing = step.next();
            step.transition().ifPresent(transitions::add);
            now = now.plusSeconds(seconds);
        }
    }

    private List<String> changes() {
        return transitions.stream().map(change -> change.from() + ">" + change.to()).toList();
    }
}
