package io.tocsin.bundled.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.Checks;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Result;
import io.tocsin.spi.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees what, and for how long they have disagreed. */
final class CrossCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private final List<Watched> monitors = new ArrayList<>();
    private final Checks checks = new Checks(new CrossCheckType(() -> monitors, () -> NOW));

    private void stands(String name, String state, Duration since) {
        monitors.add(new Watched(name, "", List.of(), "http://" + name, state, Optional.of(NOW.minus(since)),
                Optional.empty()));
    }

    private Result check() throws Exception {
        return checks.check("crosscheck://shop", "with", "robot", "after", "10m");
    }

    @Test
    void aDisagreementIsToldOnlyAfterItsTime() throws Exception {
        stands("shop", "UP", Duration.ofDays(3));
        stands("robot", "DOWN", Duration.ofSeconds(599));
        assertThat(check().findings()).extracting(ConditionLine::passed).containsOnly(true);
        assertThat(check().statusText()).isEmpty();

        monitors.removeLast();
        stands("robot", "DOWN", Duration.ofMinutes(10));
        assertThat(check().findings()).containsExactly(
                new ConditionLine(false, true, "shop (http://shop) is UP, for 3 d 0 h"),
                new ConditionLine(false, true, "robot (http://robot) is DOWN, for 10 min"));
        assertThat(check().statusText()).isEqualTo("they have disagreed for 10 min");
    }

    @Test
    void itBeginsWithTheLaterOfTheTwo() throws Exception {
        stands("shop", "UP", Duration.ofMinutes(3));
        stands("robot", "DOWN", Duration.ofHours(3));

        assertThat(check().statusText()).isEmpty();
    }

    @Test
    void weMayBeTheOneThatSeesItDown() throws Exception {
        stands("shop", "DOWN", Duration.ofMinutes(75));
        stands("robot", "DEGRADED", Duration.ofDays(1));

        assertThat(check().statusText()).isEqualTo("they have disagreed for 1 h 15 min");
        assertThat(check().findings().getFirst())
                .isEqualTo(new ConditionLine(false, true, "shop (http://shop) is DOWN, for 1 h 15 min"));
    }

    @Test
    void ofSeveralEachSaysWhatItSees() throws Exception {
        stands("shop", "UP", Duration.ofHours(1));
        stands("robot", "DOWN", Duration.ofMinutes(20));
        stands("cake", "DOWN", Duration.ofMinutes(2));
        stands("dom", "UNKNOWN", Duration.ofDays(2));

        Result result = new Checks(new CrossCheckType(() -> monitors, () -> NOW))
                .check("crosscheck://shop", "with", "robot");
        assertThat(result.statusText()).isEqualTo("they have disagreed for 20 min");
        CrossCheck all = new CrossCheck(List.of("shop", "robot", "cake", "dom"), Duration.ofMinutes(10),
                () -> monitors, () -> NOW);
        assertThat(all.run(Duration.ofSeconds(1)).findings()).extracting(ConditionLine::text).containsExactly(
                "shop (http://shop) is UP, for 1 h 0 min", "robot (http://robot) is DOWN, for 20 min",
                "cake (http://cake) is DOWN, for 2 min", "dom (http://dom) is UNKNOWN, for 2 d 0 h");
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN", "PENDING", "PAUSED", "FLAPPING"})
    void whoCannotSayDoesNotDisagree(String state) throws Exception {
        stands("shop", "UP", Duration.ofDays(3));
        stands("robot", state, Duration.ofDays(3));

        assertThat(MirrorRig.said(check())).isEqualTo("UNKNOWN: fewer than two of the monitors can say how it is");
    }

    @Test
    void whatAgreesIsWell() throws Exception {
        stands("shop", "DOWN", Duration.ofDays(3));
        stands("robot", "DOWN", Duration.ofDays(3));

        assertThat(check().failure()).isEmpty();
        assertThat(check().findings()).extracting(ConditionLine::passed).containsOnly(true);
    }

    @Test
    void aMonitorThatIsNotThereIsAFailure() throws Exception {
        stands("shop", "UP", Duration.ofDays(3));

        assertThat(MirrorRig.said(check())).isEqualTo("DOWN: there is no monitor robot to compare");
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThat(checks.refusal("crosscheck://"))
                .isEqualTo("\"crosscheck://\" names no monitor to compare; write one such as crosscheck://shop");
        assertThat(checks.refusal("crosscheck://shop"))
                .isEqualTo("nothing is compared with shop; write another monitor, such as: with shop-outside");
        assertThat(checks.refusal("crosscheck://shop", "with", "Shop")).startsWith("nothing is compared with shop");
    }
}
