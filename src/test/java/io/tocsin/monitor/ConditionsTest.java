package io.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.condition.Outcome;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    private static final Conditions CONDITIONS =
            Conditions.parse(List.of("[STATUS] == 200", "warn: [RESPONSE_TIME] < 500", "[BODY].status == UP"));

    @Test
    void allHeldIsUpAndShowsEach() {
        Verdict verdict = CONDITIONS.judge(result(200, 20, "{\"status\":\"UP\"}"));

        assertThat(verdict.level()).isEqualTo(Level.UP);
        assertThat(verdict.failures()).isEmpty();
        assertThat(verdict.outcomes())
                .extracting(Outcome::shown)
                .containsExactly("[STATUS] == 200", "[RESPONSE_TIME] < 500", "[BODY].status == UP");
    }

    @Test
    void aGoodCheckMakesNoObjectsOfItsVerdict() {
        assertThat(CONDITIONS.judge(result(200, 20, "{\"status\":\"UP\"}")))
                .isSameAs(CONDITIONS.judge(result(200, 30, "{\"status\":\"UP\"}")));
    }

    @Test
    void onlyAWarningThatFailsIsDegraded() {
        Verdict verdict = CONDITIONS.judge(result(200, 812, "{\"status\":\"UP\"}"));

        assertThat(verdict.level()).isEqualTo(Level.DEGRADED);
        assertThat(verdict.outcomes()).extracting(Outcome::passed).containsExactly(true, false, true);
        assertThat(verdict.failures()).extracting(Outcome::shown).containsExactly("[RESPONSE_TIME] (812ms) < 500");
    }

    @Test
    void anyOtherThatFailsIsDownWithAllThatFailed() {
        Verdict verdict = CONDITIONS.judge(result(503, 812, "{\"status\":\"DOWN\"}"));

        assertThat(verdict.level()).isEqualTo(Level.DOWN);
        assertThat(verdict.failures())
                .extracting(Outcome::shown)
                .containsExactly(
                        "[STATUS] (503) == 200", "[RESPONSE_TIME] (812ms) < 500", "[BODY].status (DOWN) == UP");
    }

    @Test
    void downIsDownWhereverTheWarningStands() {
        assertThat(Conditions.parse(List.of("warn: [STATUS] == 200", "[STATUS] < 400"))
                .judge(result(503, 1, ""))
                .level())
                .isEqualTo(Level.DOWN);
    }

    @Test
    void aCheckThatFailedIsDownWithoutAskingTheConditions() {
        Phrase refused = Phrase.literal("connection refused");
        Verdict verdict = Conditions.parse(List.of("[CONNECTED] == false")).judge(Result.failed(refused, Phases.NONE));

        assertThat(verdict.level()).isEqualTo(Level.DOWN);
        assertThat(verdict.outcomes()).isEmpty();
        assertThat(verdict.failure()).contains(refused);
    }

    @Test
    void whoAsksForAClosedPortHasItWhereNobodyTakesTheConnection() {
        Phrase refused = Phrase.literal("connection refused");
        Result closed = Result.builder().unreachable(refused).build();

        Verdict wanted = Conditions.parse(List.of("[CONNECTED] == false")).judge(closed);
        assertThat(wanted.level()).isEqualTo(Level.UP);
        assertThat(wanted.failure()).isEmpty();

        assertThat(Conditions.parse(List.of("[CONNECTED] == true")).judge(closed).failure()).contains(refused);
        assertThat(Conditions.parse(List.of("[CONNECTED] == false", "[STATUS] == 200")).judge(closed).level())
                .isEqualTo(Level.DOWN);
        assertThat(Conditions.parse(List.of("[STATUS] == 0")).judge(closed).level()).isEqualTo(Level.DOWN);
        assertThat(Conditions.parse(List.of("warn: [CONNECTED] == true")).judge(closed).level())
                .isEqualTo(Level.DOWN);
    }

    @Test
    void withoutConditionsAFinishedCheckIsUp() {
        assertThat(new Conditions(List.of()).judge(result(500, 1, "")).level()).isEqualTo(Level.UP);
    }

    @Test
    void conditionsAreEqualIfTheirTextsAre() {
        assertThat(Conditions.parse(List.of("[STATUS] == 200")))
                .isEqualTo(Conditions.parse(List.of("[STATUS] == 200")))
                .isNotEqualTo(CONDITIONS);
    }

    private static Result result(int status, int millis, String body) {
        return Result.builder()
                .connected(true)
                .status(status, Integer.toString(status))
                .phases(new Phases(0, 0, 0, millis * 1_000_000L, 0))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
