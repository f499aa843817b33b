package io.tocsin.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Gatus's own cases: success and failure agree, but where a case rests on a fault. */
class GatusConformanceTest {

    /** Cases in which Tocsin refuses what is written, where Gatus goes on with a text nobody meant; and why. */
    private static final Map<String, String> REFUSED = Map.of(
            "c037", "[RESPONSE_TIME] < potato: a text is not 0 (fault 3); it never held, now it says so when written",
            "c141", "has(): nothing to look at is a slip, not false (fault 2)",
            "c155", "[UNKNOWN]: a misspelt placeholder is not a text to compare with (faults 2 and 3)",
            "c156", "len([UNKNOWN]): the same",
            "c157", "has([UNKNOWN]): the same; here the slip would even read as false and so could pass");

    /** Cases in which there is no value, and the reason says so instead of a text in its place. */
    private static final Map<String, String> ABSENT = Map.of(
            "c163",
            "[CONTEXT].user_id without shared values: Gatus compares with the placeholder's own text (fault 2)");

    @TestFactory
    Stream<DynamicTest> conditions() throws IOException {
        return cases("gatus-conditions.json", 167)
                .map(c -> DynamicTest.dynamicTest(title(c, "condition", "placeholder"), () -> condition(c)));
    }

    @TestFactory
    Stream<DynamicTest> paths() throws IOException {
        return cases("gatus-jsonpath.json", 24)
                .map(c -> DynamicTest.dynamicTest(title(c, "name", "path"), () -> path(c)));
    }

    @TestFactory
    Stream<DynamicTest> patterns() throws IOException {
        return cases("gatus-patterns.json", 19).map(c -> DynamicTest.dynamicTest(
                title(c, "pattern", "input"),
                () -> assertThat(Glob.parse(text(c, "pattern")).matches(text(c, "input")))
                        .isEqualTo(c.get("expectMatch").booleanValue())));
    }

    private static void condition(JsonNode c) {
        if (REFUSED.containsKey(text(c, "id"))) {
            assertThatThrownBy(() -> Condition.parse(written(c))).isInstanceOf(Refusal.class);
            return;
        }
        switch (text(c, "kind")) {
            case "validate" -> validate(c);
            case "evaluate" ->
                    assertThat(Condition.parse(text(c, "condition"))
                            .evaluate(observation(c))
                            .passed())
                            .isEqualTo(c.get("expectSuccess").booleanValue());
            case "resolve" -> resolve(c);
            default -> throw new AssertionError("unknown kind in " + c);
        }
    }

    private static String written(JsonNode c) {
        return c.has("condition") ? text(c, "condition") : text(c, "placeholder") + " == 1";
    }

    private static void validate(JsonNode c) {
        if (c.get("expectValid").booleanValue()) {
            assertThat(Condition.parse(text(c, "condition")).text()).isEqualTo(text(c, "condition"));
            return;
        }
        assertThatThrownBy(() -> Condition.parse(text(c, "condition"))).isInstanceOf(Refusal.class);
    }

    private static void resolve(JsonNode c) {
        Value value = new OperandParser(text(c, "placeholder"))
                .parse(text(c, "placeholder"))
                .look(observation(c));
        if (text(c, "expectResolved").endsWith(" (INVALID)") || ABSENT.containsKey(text(c, "id"))) {
            assertThat(value).isInstanceOf(Value.Absent.class);
            return;
        }
        assertThat(value.text()).isEqualTo(text(c, "expectResolved"));
    }

    private static void path(JsonNode c) {
        boolean error = c.get("expectError").booleanValue();
        Optional<Value> value = look(c);
        assertThat(value.isEmpty()).isEqualTo(error);
        if (!error) {
            assertThat(shown(value.get())).isEqualTo(text(c, "expectOutput"));
            assertThat(length(value.get())).isEqualTo(c.get("expectLength").intValue());
        }
    }

    /** What is there; empty if the path is refused or leads nowhere. */
    private static Optional<Value> look(JsonNode c) {
        String path = text(c, "path");
        try {
            JsonPath parsed = JsonPath.parse(path.isEmpty() || path.startsWith("[") ? path : "." + path, path);
            return Json.parse(text(c, "data"))
                    .map(data -> parsed.walk("[BODY]", data))
                    .filter(value -> !(value instanceof Value.Absent));
        } catch (Refusal refusal) {
            assertThat(refusal.phrase().key()).startsWith("condition.bad.path");
            return Optional.empty();
        }
    }

    private static String shown(Value value) {
        return value instanceof Value.Tree(JsonNode node)
                ? node.isArray() ? Json.spaced(node) : value.text()
                : value.text();
    }

    private static int length(Value value) {
        return value instanceof Value.Tree(JsonNode node) && node.isArray() ? node.size() : value.text().length();
    }

    private static FakeObservation observation(JsonNode c) {
        JsonNode input = c.path("input");
        return new FakeObservation(
                input.has("status") ? OptionalInt.of(input.get("status").intValue()) : OptionalInt.empty(),
                time(input, "responseTimeMs"),
                input.path("body").asText(""),
                Optional.ofNullable(input.get("ip")).map(JsonNode::textValue),
                input.path("connected").booleanValue(),
                time(input, "certificateExpirationMs"),
                time(input, "domainExpirationMs"),
                Optional.ofNullable(input.get("dnsRcode")).map(JsonNode::textValue),
                Optional.ofNullable(c.get("context")));
    }

    private static Optional<Duration> time(JsonNode input, String field) {
        return Optional.ofNullable(input.get(field)).map(JsonNode::longValue).map(Duration::ofMillis);
    }

    private static String title(JsonNode c, String first, String second) {
        return text(c, "id") + " " + c.path(first).asText("") + " " + c.path(second).asText("");
    }

    private static String text(JsonNode c, String field) {
        return c.get(field).textValue();
    }

    private static Stream<JsonNode> cases(String file, int count) throws IOException {
        try (InputStream in = GatusConformanceTest.class.getResourceAsStream("/conformance/" + file)) {
            JsonNode all = new ObjectMapper().readTree(in);
            assertThat(all.size()).isEqualTo(count);
            return StreamSupport.stream(all.spliterator(), false);
        }
    }
}
