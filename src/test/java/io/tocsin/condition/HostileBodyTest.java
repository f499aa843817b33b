package io.tocsin.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileBodyTest {

    private static final List<Condition> CONDITIONS = Stream.of(
            "[BODY] == x",
            "[BODY] > 5",
            "[BODY] == pat(*a?b*c*)",
            "[BODY].a == 5",
            "[BODY].a < 5",
            "[BODY].a == [BODY].b",
            "[BODY].a > [BODY].b",
            "[BODY].a.b[0].c == any(1, x)",
            "[BODY][0] == x",
            "len([BODY]) == 1",
            "len([BODY].a) == 1",
            "has([BODY].a) == false",
            "[BODY].a == pat(*b*)")
            .map(Condition::parse)
            .toList();

    static Stream<String> hostile() {
        return Stream.of(
                "[".repeat(1_000_000),
                "[".repeat(150_000) + "]".repeat(150_000),
                "{\"a\":".repeat(100_000),
                "{\"a\":" + "9".repeat(1_000_000) + "}",
                "{\"a\":1e999999999,\"b\":1e999999998}",
                "{\"a\":1e-999999999,\"b\":10e-999999999}",
                "{\"a\":1e99999999999999999999,\"b\":1}",
                "{\"a\":\"1e999999999\",\"b\":\"1e-999999999\"}",
                "{\"a\":\"" + "1".repeat(1_000_000) + "\",\"b\":1}",
                "{\"a\":" + "9".repeat(1_000) + ",\"b\":1e2000000000}",
                "[" + "0,".repeat(700_000) + "0]",
                "{" + "\"a\":1,".repeat(300_000) + "\"a\":2}",
                "{\"a\":\"\u0000\\u0000\\ud800\"}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{'a':1}",
                "{\"a\":1}{\"a\":1}",
                "{\"a\":1} garbage",
                "// comment\n{}",
                "\uFEFF",
                "any(" + "x,".repeat(100_000) + ")",
                "pat(" + "*a".repeat(100_000) + ")",
                "a".repeat(2_000_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noBodyHarmsMoreThanItself(String body) {
        Result result = result(body.getBytes(StandardCharsets.UTF_8));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> judgeAll(result));
    }

    @Test
    void noiseIsJudgedLikeAnythingElse() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            judgeAll(result(noise));
        }
    }

    @Test
    void aByteThatIsNotUtf8SpoilsItsOwnTextOnly() {
        byte[] body = "{\"a\":\"caf\u00e9\",\"b\":1}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Condition.parse("[BODY].b == 1").evaluate(Observation.of(result(body))).passed())
                .isTrue();
    }

    @Test
    void whatFailsIsShownShort() {
        String body = "{\"a\":\"" + "z".repeat(1_000_000) + "\"}";
        List<String> shown = new ArrayList<>();
        for (Condition condition : CONDITIONS) {
            shown.add(condition.evaluate(Observation.of(result(body.getBytes(StandardCharsets.UTF_8)))).shown());
        }

        assertThat(shown).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
    }

    private static void judgeAll(Result result) {
        Observation seen = Observation.of(result);
        for (Condition condition : CONDITIONS) {
            Outcome outcome = condition.evaluate(seen);
            assertThat(outcome.shown()).hasSizeLessThan(300);
        }
    }

    private static Result result(byte[] body) {
        return Result.builder()
                .connected(true)
                .status(200, "200 OK")
                .phases(new Phases(0, 1, 0, 1, 1))
                .body(body)
                .build();
    }
}
