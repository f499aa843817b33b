package io.tocsin.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nine faults of Gatus's conditions, none of which Tocsin may have. */
class GatusFaultsTest {

    private static final String HTML = "<html>502 Bad Gateway</html>";

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[]", "\"text\"", "12", "true", "null", "{}", "{\"data\":5}", "{\"data\":{}}",
        "[[[]]]", ""})
    void fault1AnAnswerOfAnotherShapeFailsAndNothingCrashes(String body) {
        for (String path : new String[] {"data[0]", "data[0].x", "data[0][1].y", "a.b.c[2]"}) {
            Outcome outcome = evaluate("[BODY]." + path + " == x", body);

            assertThat(outcome.passed()).isFalse();
            assertThat(outcome.why()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "len([BODY].data) < 5",
        "[BODY].errors < 1",
        "[BODY].errors != 1",
        "has([BODY].errors) == false",
        "has([BODY].errors) == true",
        "[BODY].errors != any(1, 2)",
        "[BODY].errors != pat(x*)",
        "len([BODY].data) != 5"
    })
    void fault2AnErrorPageIsNeverGreen(String condition) {
        Outcome outcome = evaluate(condition, HTML);

        assertThat(outcome.passed()).isFalse();
        assertThat(why(outcome))
                .isEqualTo("the body is not JSON, it begins with \"<html>502 Bad Gateway</html>\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[BODY].errors != 1",
        "[BODY].errors < 1",
        "len([BODY].errors) < 5",
        "[BODY].errors != any(1, 2)",
        "[BODY].errors == [BODY].errors"
    })
    void fault2WhatIsNotThereIsNeverGreen(String condition) {
        Outcome outcome = evaluate(condition, "{\"data\":1}");

        assertThat(outcome.passed()).isFalse();
        assertThat(why(outcome)).isEqualTo("[BODY] has no errors");
    }

    @Test
    void fault3DaysAreDaysAndSlipsAreRefused() {
        Condition month = Condition.parse("[CERTIFICATE_EXPIRATION] > 30d");

        assertThat(month.evaluate(FakeObservation.body("").certificate(Duration.ofDays(31))).passed()).isTrue();
        assertThat(month.evaluate(FakeObservation.body("").certificate(Duration.ofDays(30))).passed()).isFalse();
        assertThatThrownBy(() -> Condition.parse("[CERTIFICATE_EXPIRATION] > 30x")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Condition.parse("[BODY] > abc")).isInstanceOf(Refusal.class);
        assertThat(why(evaluate("[BODY] > 5", "abc")))
                .isEqualTo("[BODY] is \"abc\", neither a number nor a length of time");
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, 1234567",
        "1000000, 1000000",
        "9007199254740993, 9007199254740993",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1.50, 1.5",
        "1e3, 1000"
    })
    void fault4LargeNumbersAreExact(String number, String wanted) {
        assertThat(evaluate("[BODY].id == " + wanted, "{\"id\":" + number + "}").passed()).isTrue();
        assertThat(evaluate("[BODY].id != " + wanted, "{\"id\":" + number + "}").passed()).isFalse();
    }

    @Test
    void fault4NeighboursOfLargeNumbersAreOthers() {
        assertThat(evaluate("[BODY].id == 9007199254740992", "{\"id\":9007199254740993}").passed()).isFalse();
    }

    @Test
    void fault5DecimalsAreNotCut() {
        assertThat(evaluate("[BODY].v > 0", "{\"v\":0.5}").passed()).isTrue();
        assertThat(evaluate("[BODY].v > 1.5", "{\"v\":1.9}").passed()).isTrue();
        assertThat(evaluate("1.9 > 1.5", "").passed()).isTrue();
        assertThat(evaluate("[BODY].v < 1", "{\"v\":\"0.999\"}").passed()).isTrue();
        assertThat(evaluate("[BODY].v == 0.30000000000000001", "{\"v\":0.3}").passed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"any(x, y)", "pat(*)", "pat(x)", "[STATUS]", "[BODY]", "len([BODY])", "x == x", "warn: x"})
    void fault6AnAnswerIsNeverRun(String body) {
        assertThat(evaluate("[BODY] == x", body).passed()).isFalse();
        assertThat(evaluate("x == [BODY]", body).passed()).isFalse();
        assertThat(evaluate("[BODY].v == x", "{\"v\":\"" + body + "\"}").passed()).isFalse();
        assertThat(evaluate("[BODY] == pat(x*)", body).passed()).isEqualTo(body.startsWith("x"));
        assertThat(evaluate("[BODY] == 200", body).passed()).isFalse();
    }

    @Test
    void fault7TwoComparisonsAreRefused() {
        assertThatThrownBy(() -> Condition.parse("[STATUS] == 200 == 404")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Condition.parse("[STATUS] > 200 < 404")).isInstanceOf(Refusal.class);
        assertThat(evaluate("[BODY] == pat(*a == b*)", "if a == b then").passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, a number",
        "true, true or false",
        "'\"x\"', a text",
        "'[1]', a list",
        "null, null"
    })
    void fault8AWayEndsWhereThereAreNoParts(String value, String kind) {
        Outcome outcome = evaluate("[BODY].a.b.c == 1", "{\"a\":{\"b\":" + value + "}}");

        assertThat(outcome.passed()).isFalse();
        assertThat(why(outcome)).isEqualTo("[BODY].a.b is " + kind + ", so it has no c");
    }

    @ParameterizedTest
    @CsvSource({
        "PT48H30M, 48h30m",
        "PT500H20M, 500h20m",
        "PT336H, 336h",
        "PT1H0.5S, 1h",
        "PT90S, 1m30s",
        "PT2S, 2s",
        "PT0.5S, 500ms",
        "PT0S, 0ms",
        "PT-3H, -3h"
    })
    void fault9TimesAreShownWhole(Duration left, String shown) {
        Outcome outcome = Condition.parse("[CERTIFICATE_EXPIRATION] > 900h")
                .evaluate(FakeObservation.body("").certificate(left));

        assertThat(outcome.shown()).isEqualTo("[CERTIFICATE_EXPIRATION] (" + shown + ") > 900h");
    }

    @Test
    void fault9ABoundIsShownAsItIsWritten() {
        Outcome outcome = Condition.parse("[RESPONSE_TIME] < 500ms")
                .evaluate(FakeObservation.body("").responseTime(20_100));

        assertThat(outcome.shown()).isEqualTo("[RESPONSE_TIME] (20100ms) < 500ms");
    }

    private static Outcome evaluate(String condition, String body) {
        return Condition.parse(condition).evaluate(FakeObservation.body(body));
    }

    private static String why(Outcome outcome) {
        Phrase why = outcome.why().orElseThrow();
        return Catalogue.english().say(why);
    }
}
