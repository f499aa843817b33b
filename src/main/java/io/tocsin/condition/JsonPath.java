package io.tocsin.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A way into JSON: {@code .key}, {@code [0]}, {@code ["a key with . in it"]}. */
record JsonPath(List<Step> steps) {

    private static final int MOST_DIGITS = 9;

    /** One step down. */
    sealed interface Step {

        String text();

        record Key(String text) implements Step {}

        record Index(int number) implements Step {

            @Override
            public String text() {
                return "[" + number + "]";
            }
        }
    }

    JsonPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads what follows a placeholder.
     *
     * @param condition where the path stands
     * @throws Refusal if it is no path
     */
    static JsonPath parse(String path, String condition) {
        return new JsonPath(new Reader(path, condition).read());
    }

    /** What is there, or why nothing is. */
    Value walk(String rootText, JsonNode root) {
        JsonNode node = root;
        for (int i = 0; i < steps.size(); i++) {
            JsonNode next =
                    switch (steps.get(i)) {
                        case Step.Key(String key) -> node.path(key);
                        case Step.Index(int number) -> node.path(number);
                    };
            if (next.isMissingNode()) {
                return new Value.Absent(missing(rootText, i, node), "");
            }
            node = next;
        }
        return value(rootText, node);
    }

    private Value value(String rootText, JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> new Value.Text(node.textValue());
            case NUMBER -> new Value.Num(node.decimalValue());
            case BOOLEAN -> new Value.Text(node.asText());
            case ARRAY, OBJECT -> new Value.Tree(node);
            case NULL, MISSING, POJO, BINARY ->
                    new Value.Absent(Phrase.of("condition.why.null", shown(rootText, steps.size())), "null");
        };
    }

    private Phrase missing(String rootText, int reached, JsonNode node) {
        String place = shown(rootText, reached);
        Step step = steps.get(reached);
        if (step instanceof Step.Key && node.isObject()) {
            return Phrase.of("condition.why.no-key", place, Shown.cut(step.text(), Shown.PART));
        }
        if (step instanceof Step.Index && node.isArray()) {
            return Phrase.of("condition.why.no-entry", place, node.size(), step.text());
        }
        return Phrase.of("condition.why.no-parts", place, kind(node), Shown.cut(step.text(), Shown.PART));
    }

    private static Phrase kind(JsonNode node) {
        return Phrase.of("condition.kind." + node.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private String shown(String rootText, int length) {
        StringBuilder out = new StringBuilder(rootText);
        for (Step step : steps.subList(0, length)) {
            out.append(step instanceof Step.Key ? "." : "").append(step.text());
        }
        return Shown.cut(out.toString(), Shown.PART);
    }

    /** Reads one path. */
    private static final class Reader {

        private final String path;
        private final String condition;
        private final List<Step> steps = new ArrayList<>();
        private int place;

        Reader(String path, String condition) {
            this.path = path;
            this.condition = condition;
        }

        List<Step> read() {
            while (place < path.length()) {
                if (path.startsWith("[\"", place)) {
                    quoted();
                } else if (path.charAt(place) == '[') {
                    index();
                } else if (path.startsWith(".[", place)) {
                    place++;
                } else {
                    key();
                }
            }
            return steps;
        }

        private void quoted() {
            int close = path.indexOf("\"]", place + 2);
            if (close < 0) {
                throw refusal("quote", path);
            }
            steps.add(new Step.Key(path.substring(place + 2, close)));
            place = close + 2;
        }

        private void index() {
            int close = path.indexOf(']', place);
            String index = close < 0 ? "" : path.substring(place + 1, close).strip();
            boolean whole = !index.isEmpty() && index.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!whole || index.length() > MOST_DIGITS) {
                throw refusal("index", close < 0 ? path.substring(place) : "[" + index + "]");
            }
            steps.add(new Step.Index(Integer.parseInt(index)));
            place = close + 1;
        }

        private void key() {
            if (path.charAt(place) != '.') {
                throw refusal("start", path.substring(place));
            }
            int end = place + 1;
            while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                end++;
            }
            String key = path.substring(place + 1, end).strip();
            if (key.isEmpty()) {
                throw refusal("empty", path);
            }
            if (key.chars().anyMatch(c -> c == '(' || c == ')' || c == ']')) {
                throw refusal("sign", key);
            }
            steps.add(new Step.Key(key));
            place = end;
        }

        private Refusal refusal(String what, String text) {
            return Refusal.of("condition.bad.path-" + what, text, condition);
        }
    }
}
