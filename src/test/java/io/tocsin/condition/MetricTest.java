package io.tocsin.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Phases;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series of a Prometheus page, and the parts of the response time. */
final class MetricTest {

    private static final String PAGE = """
            # HELP node_load1 1m load average.
            # TYPE node_load1 gauge
            node_load1 0.75
            node_load15 2
            node_filesystem_avail_bytes{device="/dev/vda",mountpoint="/"} 8.1604378624e+10
            node_filesystem_avail_bytes{device="/dev/vdb",mountpoint="/data, \\"old\\"\\\\x"} 12 1732236444000
            up{job="api",} 1
            http_request_seconds_bucket{le="0.5"} 3 # {trace_id="4bf9"} 0.43 1732236444
            http_request_seconds_bucket{le="+Inf"} 9
            braces{path="/a}b{c"} 5
            temperature NaN
            broken{job="api" 3
            last 42""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[METRIC].node_load1 < 1 | true",
        "[METRIC].node_load1 > 1 | false",
        "[METRIC].node_load15 == 2 | true",
        "[METRIC].node_filesystem_avail_bytes{mountpoint=\"/\"} > 80000000000 | true",
        "[METRIC].node_filesystem_avail_bytes{ device = \"/dev/vdb\" , mountpoint=\"/data, \\\"old\\\"\\\\x\"} == 12 | true",
        "[METRIC].up{job=\"api\"} == 1 | true",
        "[METRIC].http_request_seconds_bucket{le=\"+Inf\"} <= 9 | true",
        "[METRIC].http_request_seconds_bucket{le=\"0.5\"} == 3 | true",
        "[METRIC].braces{path=\"/a}b{c\"} == 5 | true",
        "has([METRIC].up{job=\"web\"}) == false | true",
        "has([METRIC].node) == false | true",
        "1 > [METRIC].node_load1 | true",
        "[METRIC].last == 42 | true"
    })
    void holdsOrFails(String condition, boolean holds) {
        assertThat(Condition.parse(condition).evaluate(FakeObservation.body(PAGE)).passed()).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[METRIC].node_filesystem_avail_bytes > 1 | the page has several series node_filesystem_avail_bytes; name a label"
                + " that tells them apart",
        "[METRIC].up{job=\"web\"} == 1 | the page has no series up{job=\"web\"}",
        "[METRIC].broken < 4 | the page has no series broken",
        "[METRIC].temperature < 40 | [METRIC].temperature is \"NaN\", neither a number nor a length of time"
    })
    void whatCannotBeJudgedFailsAndSaysWhy(String condition, String why) {
        Outcome outcome = Condition.parse(condition).evaluate(FakeObservation.body(PAGE));

        assertThat(outcome.passed()).isFalse();
        assertThat(Catalogue.english().say(outcome.why().orElseThrow())).isEqualTo(why);
    }

    @Test
    void theValueIsShownWhereItFails() {
        assertThat(Condition.parse("[METRIC].node_load1 > 1").evaluate(FakeObservation.body(PAGE)).shown())
                .isEqualTo("[METRIC].node_load1 (0.75) > 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[METRIC] > 1", "[METRIC].2x > 1", "[METRIC].up{job} == 1", "[METRIC].up{job=api} == 1",
        "[METRIC].up{job=\"a\" == 1", "[METRIC]up == 1"})
    void whatNamesNoSeriesIsRefused(String condition) {
        assertThatThrownBy(() -> Condition.parse(condition)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .contains(" names no series in ", "write it such as [METRIC].node_load1"));
    }

    @Test
    void anyPageIsReadInLittleTimeAndWithoutAFault() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        String[] parts =
                {"up", "{", "}", "\"", "\\", ",", "=", "job", "api", " ", "\n", "1e9999999", "NaN", "#", "\u0000"};
        Condition condition = Condition.parse("[METRIC].up{job=\"api\"} == 1");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder page = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                page.append(parts[random.nextInt(parts.length)]);
            }
            assertThat(condition.evaluate(FakeObservation.body(page.toString()))).isNotNull();
        }
        String hostile = "up{" + "job=\"api\\".repeat(100_000);
        assertThat(condition.evaluate(FakeObservation.body(hostile)).passed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "[DNS_TIME] < 2ms, true",
        "[CONNECT_TIME] == 20ms, true",
        "[TLS_TIME] > 1s, false",
        "[FIRST_BYTE_TIME] < 300, false",
        "[DOWNLOAD_TIME] <= 5ms, true"
    })
    void thePartsOfTheResponseTimeAreThere(String condition, boolean holds) {
        Phases phases = new Phases(nanos(1), nanos(20), nanos(0), nanos(300), nanos(5));
        Result result = Result.builder().phases(phases).build();

        assertThat(Condition.parse(condition).evaluate(Observation.of(result)).passed()).isEqualTo(holds);
    }

    @Test
    void withoutACheckThereIsNoTime() {
        Outcome outcome = Condition.parse("[TLS_TIME] < 1s").evaluate(Observation.of(Result.builder().build()));

        assertThat(Catalogue.english().say(outcome.why().orElseThrow())).isEqualTo("no response time was measured");
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
