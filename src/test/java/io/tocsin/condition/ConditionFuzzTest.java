package io.tocsin.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/** A condition and what it looks into, both from anybody. What was found once is kept beside it and tried by every build. */
@Tag("fuzz")
final class ConditionFuzzTest {

    private static final int LONGEST_CONDITION = 80;
    private static final int LONGEST_SHOWN = 500;

    @FuzzTest(maxDuration = "10m")
    void aConditionAndABody(FuzzedDataProvider data) {
        judge(data.consumeString(LONGEST_CONDITION), data.consumeRemainingAsBytes());
    }

    @FuzzTest(maxDuration = "10m")
    void aPathIntoABody(FuzzedDataProvider data) {
        judge("[BODY]" + data.consumeString(LONGEST_CONDITION) + " == 1", data.consumeRemainingAsBytes());
    }

    @FuzzTest(maxDuration = "10m")
    void aSeriesOfAMetricsPage(FuzzedDataProvider data) {
        judge("[METRIC]." + data.consumeString(LONGEST_CONDITION) + " > 1", data.consumeRemainingAsBytes());
    }

    private static void judge(String condition, byte[] body) {
        Condition parsed;
        try {
            parsed = Condition.parse(condition);
        } catch (Refusal refused) {
            return;
        }
        Result result = Result.builder().connected(true).status(200, "OK").body(body).build();

        Outcome outcome = parsed.evaluate(Observation.of(result));

        assertThat(outcome.shown()).hasSizeLessThan(LONGEST_SHOWN);
        assertThat(outcome.shown().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }
}
