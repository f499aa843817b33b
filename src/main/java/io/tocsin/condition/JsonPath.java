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
     * @throws Refusal if it is no path
     */
    static JsonPath parse(String path) {
        List<Step> steps = new ArrayList<>();
        int place = 0;
        while (place < path.length()) {
            place = path.charAt(place) == '[' ? bracket(path, place, steps) : key(path, place, steps);
        }
        return new JsonPath(steps);
    }

    private static int bracket(String path, int open, List<Step> steps) {
        if (path.startsWith("[\"", open)) {
            int close = path.indexOf("\"]", open + 2);
            if (close < 0) {
                throw Refusal.of("condition.bad.path-quote", path);
            }
            steps.add(new Step.Key(path.substring(open + 2, close)));
            return close + 2;
        }
        int close = path.indexOf(']', open);
        String index = close < 0 ? "" : path.substring(open + 1, close).strip();
        if (index.isEmpty()
                || index.length() > MOST_DIGITS
                || !index.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refusal.of("condition.bad.path-index", close < 0 ? path.substring(open) : "[" + index + "]");
        }
        steps.add(new Step.Index(Integer.parseInt(index)));
        return close + 1;
    }

    private static int key(String path, int dot, List<Step> steps) {
        if (path.charAt(dot) != '.') {
            throw Refusal.of("condition.bad.path-start", path.substring(dot));
        }
        if (path.startsWith("[", dot + 1)) {
            return dot + 1;
        }
        int end = dot + 1;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        String key = path.substring(dot + 1, end).strip();
        if (key.isEmpty()) {
            throw Refusal.of("condition.bad.path-empty", path);
        }
        if (key.matches(".*[()\\]].*")) {
            throw Refusal.of("condition.bad.path-sign", key);
        }
        steps.add(new Step.Key(key));
        return end;
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
}
