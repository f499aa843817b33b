package io.tocsin.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.text.Catalogue;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    private static final FakeObservation GOOD = FakeObservation.body(
            "{\"status\":\"UP\",\"user\":{\"name\":\"John\"},\"data\":[1,2,3]}")
            .responseTime(120)
            .certificate(Duration.ofDays(60));
    private static final FakeObservation BAD = FakeObservation.body("<html><body>503 Service Unavailable</body></html>")
            .status(503)
            .responseTime(812)
            .certificate(Duration.ofHours(30));

    @ParameterizedTest
    @CsvSource({
        "[STATUS] == 200, [STATUS] (503) == 200",
        "[STATUS] < 300, [STATUS] (503) < 300",
        "[RESPONSE_TIME] < 500, [RESPONSE_TIME] (812ms) < 500",
        "[BODY].user.name == John, [BODY].user.name == John",
        "len([BODY].data) < 10, len([BODY].data) < 10",
        "[CERTIFICATE_EXPIRATION] > 48h, [CERTIFICATE_EXPIRATION] (30h) > 48h",
        "[BODY].status == UP, [BODY].status == UP"
    })
    void theSevenConditionsOfTheGatusTalkHoldOrFail(String text, String shownWhenFailed) {
        Condition condition = Condition.parse(text);

        assertThat(condition.evaluate(GOOD).passed()).isTrue();
        assertThat(condition.evaluate(GOOD).shown()).isEqualTo(text);
        assertThat(condition.evaluate(BAD).passed()).isFalse();
        assertThat(condition.evaluate(BAD).shown()).isEqualTo(shownWhenFailed);
    }

    @Test
    void anErrorPageIsNotAShortList() {
        Outcome outcome = Condition.parse("len([BODY].data) < 10").evaluate(BAD);

        assertThat(outcome.passed()).isFalse();
        assertThat(why(outcome))
                .isEqualTo("the body is not JSON, it begins with \"<html><body>503 Service Unavailable</bod...\"");
    }

    @ParameterizedTest
    @CsvSource({
        "[RESPONSE_TIME] < 800ms, true",
        "[RESPONSE_TIME] < 1s, true",
        "[RESPONSE_TIME] == 120ms, true",
        "[RESPONSE_TIME] == 0.12s, true",
        "[RESPONSE_TIME] == 120, true",
        "[RESPONSE_TIME] != 0.12s, false",
        "800ms > [RESPONSE_TIME], true",
        "100ms >= [RESPONSE_TIME], false",
        "[RESPONSE_TIME] <= 119.5, false",
        "[CERTIFICATE_EXPIRATION] > 8w, true",
        "[CERTIFICATE_EXPIRATION] == 60d, true",
        "[CERTIFICATE_EXPIRATION] >= 5184000000, true"
    })
    void timesAreComparedAsTimes(String text, boolean holds) {
        assertThat(Condition.parse(text).evaluate(GOOD).passed()).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[BODY].a[1].b == x | {\"a\":[0,{\"b\":\"x\"}]} | true",
        "[BODY][\"a.b\"] == x | {\"a.b\":\"x\"} | true",
        "[BODY].a[\"b(c)\"][0] == x | {\"a\":{\"b(c)\":[\"x\"]}} | true",
        "[body].A == x | {\"A\":\"x\",\"a\":\"y\"} | true",
        "[BODY].ok == true | {\"ok\":true} | true",
        "[BODY].e == null | {\"e\":null} | true",
        "[BODY].e != null | {\"e\":null} | false",
        "[BODY].e != null | {\"e\":\"x\"} | true",
        "[BODY].e != null | {} | false",
        "[BODY].e != x | {\"e\":null} | false",
        "has([BODY].e) == false | {\"e\":null} | true",
        "has([BODY].e.f) == false | {\"e\":1} | true",
        "has([BODY]) == false | '  ' | true",
        "[BODY].l == [1,2] | {\"l\":[1, 2]} | true",
        "[BODY].l == [1 2] | {\"l\":[1, 2]} | true",
        "[BODY].l == [1, 2] | {\"l\":[1,2]} | true",
        "[BODY].l == [2, 1] | {\"l\":[1,2]} | false",
        "[BODY].s == \"UP\" | {\"s\":\"UP\"} | true",
        "[BODY].s != \"DOWN\" | {\"s\":\"DOWN\"} | false",
        "[BODY].s == 'UP' | {\"s\":\"UP\"} | true",
        "[BODY].s == any(\"UP\", \"OK\") | {\"s\":\"OK\"} | true",
        "[BODY].s == \"\" | {\"s\":\"\"} | true",
        "[BODY].s == UP | {\"s\":\"\\\"UP\\\"\"} | false",
        "[BODY].s == \"UP\" | {\"s\":\"\\\"UP\\\"\"} | true",
        "[BODY].n < \"5\" | {\"n\":4} | true",
        "[BODY] == OK | '\uFEFFOK' | true",
        "[BODY].l == [] | {\"l\":[]} | true",
        "[BODY].o == {\"a\":1,\"b\":2} | {\"o\":{\"b\":2, \"a\":1}} | true",
        "len([BODY].o) == 13 | {\"o\":{ \"b\":2, \"a\":1}} | true",
        "[BODY].id == any(1, 1234567) | {\"id\":1234567} | true",
        "[BODY].v == 1.10 | {\"v\":\"1.1\"} | false",
        "[BODY].v == 1.10 | {\"v\":1.1} | true",
        "[BODY].n == 1_000 | {\"n\":\"0x3E8\"} | true",
        "[BODY].n == 1__000 | {\"n\":1000} | false",
        "[BODY].n == 010 | {\"n\":\"8\"} | true",
        "[BODY].up > 90m | {\"up\":\"2h30m\"} | true",
        "[BODY].up > 90m | {\"up\":\"forever\"} | false",
        "[BODY].a == [BODY].b | {\"a\":1,\"b\":\"1\"} | true",
        "[BODY] == OK | '  OK  ' | true",
        "len([BODY]) == 4 | 'caf\u00e9' | false",
        "len([BODY]) == 5 | 'caf\u00e9' | true"
    })
    void bodiesAreLookedInto(String text, String body, boolean holds) {
        assertThat(Condition.parse(text).evaluate(FakeObservation.body(body)).passed())
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "[CERTIFICATE_EXPIRATION] > 48h, no certificate was seen",
        "[CERTIFICATE_EXPIRATION] < 48h, no certificate was seen",
        "[CERTIFICATE_EXPIRATION] != 1h, no certificate was seen",
        "[DOMAIN_EXPIRATION] >= 0, the expiry of the domain is not known",
        "[STATUS] < 400, no status was seen",
        "[STATUS] != 500, no status was seen",
        "[RESPONSE_TIME] < 500, no response time was measured",
        "[IP] != 10.0.0.1, no address was seen",
        "[DNS_RCODE] != NXDOMAIN, no answer code of a DNS server was seen",
        "[CONTEXT].user != x, there are no shared values",
        "[BODY].a == x, the body is empty"
    })
    void whatWasNotSeenFailsAndSaysSo(String text, String why) {
        Outcome outcome = Condition.parse(text).evaluate(FakeObservation.NOTHING);

        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.shown()).isEqualTo(text);
        assertThat(why(outcome)).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        "[BODY].a.b == 1, '{\"a\":{}}', [BODY].a has no b",
        "[BODY].a[5] == 1, '{\"a\":[1,2]}', '[BODY].a has 2 entries, so no [5]'",
        "[BODY].a[0] == 1, '{\"a\":[]}', '[BODY].a has no entries, so no [0]'",
        "[BODY].a[0] == 1, '{\"a\":{}}', '[BODY].a is an object, so it has no [0]'",
        "[BODY][0].a == 1, '[7]', '[BODY][0] is a number, so it has no a'",
        "[BODY].a.b == 1, '{\"a\":\"x\"}', '[BODY].a is a text, so it has no b'",
        "[BODY].a.b == 1, '{\"a\":true}', '[BODY].a is true or false, so it has no b'",
        "[BODY].a.b == 1, '{\"a\":[1]}', '[BODY].a is a list, so it has no b'",
        "[BODY].a.b == 1, '{\"a\":null}', '[BODY].a is null, so it has no b'",
        "[BODY].a == 1, '{\"a\":null}', [BODY].a is null",
        "[BODY].a < 1, '{\"a\":true}', '[BODY].a is \"true\", neither a number nor a length of time'",
        "[BODY].a < 1, '{\"a\":[1]}', '[BODY].a is \"[1]\", neither a number nor a length of time'"
    })
    void theReasonNamesThePlace(String text, String body, String why) {
        assertThat(why(Condition.parse(text).evaluate(FakeObservation.body(body)))).isEqualTo(why);
    }

    @Test
    void valuesAreShownShortAndOnOneLine() {
        String text = "a\nb\u202E\t" + "x".repeat(500);

        assertThat(Condition.parse("[BODY] == x").evaluate(FakeObservation.body(text)).shown())
                .isEqualTo("[BODY] (a b  " + "x".repeat(35) + "...) == x");
        assertThat(Condition.parse("[BODY].v == x")
                .evaluate(FakeObservation.body("{\"v\":\"" + "y".repeat(500) + "\"}"))
                .shown())
                .isEqualTo("[BODY].v (" + "y".repeat(100) + "...) == x");
    }

    @Nested
    class Warnings {

        @Test
        void aWarningIsMarkedAndNotShown() {
            Condition condition = Condition.parse("  warn: [RESPONSE_TIME] < 500 ");

            assertThat(condition.warning()).isTrue();
            assertThat(condition.text()).isEqualTo("warn: [RESPONSE_TIME] < 500");
            assertThat(condition.evaluate(BAD).warning()).isTrue();
            assertThat(condition.evaluate(BAD).shown()).isEqualTo("[RESPONSE_TIME] (812ms) < 500");
        }

        @Test
        void conditionsAreEqualIfTheirTextsAre() {
            assertThat(Condition.parse("[STATUS] < 400"))
                    .isEqualTo(Condition.parse(" [STATUS] < 400"))
                    .hasSameHashCodeAs(Condition.parse("[STATUS] < 400"))
                    .isNotEqualTo(Condition.parse("warn: [STATUS] < 400"));
        }
    }

    private static String why(Outcome outcome) {
        return Catalogue.english().say(outcome.why().orElseThrow());
    }
}
