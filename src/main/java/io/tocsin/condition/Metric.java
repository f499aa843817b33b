package io.tocsin.condition;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A series of a Prometheus text page, such as {@code node_load1} or {@code up{job="api"}}: its name, and labels that it
 * has among others. See <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>.
 */
record Metric(String name, Map<String, String> labels) {

    private static final int MOST_LABELS = 100;
    private static final Pattern FORM =
            Pattern.compile("\\.(?<name>[A-Za-z_:][\\w:]*)\\s*(?:\\{(?<labels>.*)})?", Pattern.DOTALL);
    private static final Pattern LABEL =
            Pattern.compile("\\s*(?<name>[A-Za-z_]\\w*)\\s*=\\s*\"(?<value>(?:[^\"\\\\]|\\\\.)*+)\"\\s*(?:,|$)");

    /** @throws Refusal if what follows {@code [METRIC]} names no series */
    static Metric parse(String rest, String condition) {
        Matcher form = FORM.matcher(rest);
        Optional<Map<String, String>> labels = form.matches() ? labels(form.group("labels")) : Optional.empty();
        return labels.map(all -> new Metric(form.group("name"), all))
                .orElseThrow(() -> Refusal.of("condition.bad.metric", rest, condition));
    }

    private static Optional<Map<String, String>> labels(String written) {
        Map<String, String> labels = new LinkedHashMap<>();
        String rest = written == null ? "" : written.strip();
        Matcher label = LABEL.matcher(rest);
        int end = 0;
        while (end < rest.length()) {
            if (!label.find(end) || label.start() != end || labels.size() == MOST_LABELS) {
                return Optional.empty();
            }
            labels.put(label.group("name"), meant(label.group("value")));
            end = label.end();
        }
        return Optional.of(labels);
    }

    private static String meant(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder meant = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char each = escaped.charAt(i);
            boolean escape = each == '\\' && i + 1 < escaped.length();
            char next = escape ? escaped.charAt(++i) : each;
            meant.append(escape && next == 'n' ? '\n' : next);
        }
        return meant.toString();
    }

    /** Its value on a page; a page with several such series does not say which is meant. */
    Value look(String page) {
        Optional<Value> found = Optional.empty();
        int start = 0;
        while (start < page.length()) {
            int end = page.indexOf('\n', start);
            end = end < 0 ? page.length() : end;
            if (page.startsWith(name, start)) {
                Optional<Value> value = value(page.substring(start + name.length(), end));
                if (value.isPresent() && found.isPresent()) {
                    return new Value.Unreadable(Phrase.of("condition.why.metrics", name));
                }
                found = value.isPresent() ? value : found;
            }
            start = end + 1;
        }
        return found.orElseGet(() -> new Value.Absent(Phrase.of("condition.why.no-metric", shown()), ""));
    }

    /** The value of a line whose name has been read; empty if the name goes on, or the labels are others. */
    private Optional<Value> value(String rest) {
        String line = rest.strip();
        if (rest.isEmpty() || rest.charAt(0) != '{' && !Character.isWhitespace(rest.charAt(0))) {
            return Optional.empty();
        }
        int end = line.startsWith("{") ? endOfLabels(line) : -1;
        if (line.startsWith("{") && end < 0) {
            return Optional.empty();
        }
        Optional<Map<String, String>> there = end < 0 ? Optional.of(Map.of()) : labels(line.substring(1, end));
        if (there.filter(all -> all.entrySet().containsAll(labels.entrySet())).isEmpty()) {
            return Optional.empty();
        }
        String number = line.substring(end + 1).strip().split("\\s", 2)[0];
        return Optional.of(Numbers.number(number).<Value>map(Value.Num::new).orElseGet(() -> new Value.Text(number)));
    }

    /** Where the brace stands that closes the first; an exemplar behind the value has labels of its own. */
    private static int endOfLabels(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            if (quoted && each == '\\') {
                i++;
            } else if (each == '"') {
                quoted = !quoted;
            } else if (each == '}' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private String shown() {
        StringBuilder shown = new StringBuilder(name);
        String between = "{";
        for (Map.Entry<String, String> label : labels.entrySet()) {
            shown.append(between).append(label.getKey()).append("=\"").append(label.getValue()).append('"');
            between = ",";
        }
        return labels.isEmpty() ? name : shown.append('}').toString();
    }
}
