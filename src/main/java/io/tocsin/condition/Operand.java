package io.tocsin.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.spi.Phrase;
import java.util.Optional;

/** One side of a condition. */
sealed interface Operand {

    /** As it is written. */
    String text();

    Value look(Observation seen);

    /** Fixed by the condition: a literal, {@code pat(...)} or {@code any(...)}. */
    record Fixed(String text, Value value) implements Operand {

        @Override
        public Value look(Observation seen) {
            return value;
        }
    }

    /** A placeholder without a path. */
    record Reading(String text, Placeholder placeholder) implements Operand {

        @Override
        public Value look(Observation seen) {
            return placeholder.look(seen);
        }
    }

    /** {@code [BODY].path} or {@code [CONTEXT].path}. */
    record Part(String text, Placeholder root, JsonPath path) implements Operand {

        private static final int BEGINNING = 40;

        @Override
        public Value look(Observation seen) {
            if (root == Placeholder.CONTEXT) {
                Optional<JsonNode> context = seen.context();
                return context.isPresent() ? path.walk(root.sign(), context.get()) : root.look(seen);
            }
            Optional<JsonNode> json = seen.json();
            return json.isPresent() ? path.walk(root.sign(), json.get()) : unreadable(seen.body());
        }

        private static Value unreadable(String body) {
            return new Value.Unreadable(
                    body.isBlank()
                            ? Phrase.of("condition.why.empty")
                            : Phrase.of("condition.why.not-json", Shown.cut(body.strip(), BEGINNING)));
        }
    }

    /** {@code [METRIC].name{label="x"}}: a series of the body, which is a Prometheus text page. */
    record Series(String text, Metric metric) implements Operand {

        @Override
        public Value look(Observation seen) {
            return metric.look(seen.body());
        }
    }

    /** {@code len(...)}: entries of an array, else bytes of the text. */
    record Length(String text, Operand of) implements Operand {

        @Override
        public Value look(Observation seen) {
            if (of instanceof Reading(_, Placeholder placeholder) && placeholder == Placeholder.BODY) {
                return body(seen);
            }
            Value value = of.look(seen);
            return switch (value) {
                case Value.Absent absent -> new Value.Absent(absent.why(), "");
                case Value.Unreadable _ -> value;
                case Value.Tree(JsonNode node) when node.isArray() -> Value.Num.of(node.size());
                case Value.Tree _, Value.Text _, Value.Num _, Value.Span _ -> Value.Num.of(bytes(value.text()));
                case Value.Literal _, Value.Pattern _, Value.Choice _ -> Value.Num.of(bytes(value.text()));
            };
        }

        private static Value body(Observation seen) {
            String body = seen.body();
            if (body.stripLeading().startsWith("[")) {
                Optional<JsonNode> json = seen.json();
                return Value.Num.of(json.isPresent() ? json.get().size() : bytes(body));
            }
            return Value.Num.of(bytes(body));
        }

        private static long bytes(String text) {
            return text.codePoints()
                    .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                    .sum();
        }
    }

    /** {@code has(...)}: whether there is such a thing, and it is not null. */
    record Presence(String text, Operand of) implements Operand {

        private static final Value YES = new Value.Text("true");
        private static final Value NO = new Value.Text("false");

        @Override
        public Value look(Observation seen) {
            return switch (of.look(seen)) {
                case Value.Unreadable unreadable -> unreadable;
                case Value.Absent _ -> NO;
                case Value.Text(String text) when of instanceof Reading -> text.isEmpty() ? NO : YES;
                case Value.Text _, Value.Num _, Value.Span _, Value.Tree _ -> YES;
                case Value.Literal _, Value.Pattern _, Value.Choice _ -> YES;
            };
        }
    }
}
