package io.tocsin.bundled.ckafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.ckafka.Offsets.Topic;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges lags, a line a topic.
 *
 * @param topics those that are wanted and what each may lag; all if none
 * @param limit what others may
 */
record Lags(Map<String, Long> topics, long limit) {

    private static final int MOST_NAMED = 5;

    /** A topic and how it lags, or why nothing is known of it. */
    private record Line(boolean passed, String topic, String text) {}

    /** @param found the topics of each consumer group */
    Result judge(Map<String, List<Topic>> found, Phases phases) {
        List<Line> lines = new ArrayList<>();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        long worst = 0;
        for (Map.Entry<String, List<Topic>> group : found.entrySet()) {
            ObjectNode lags = body.putObject(group.getKey());
            Map<String, Topic> there = new TreeMap<>();
            group.getValue().forEach(topic -> there.put(topic.name(), topic));
            lines.addAll(lines(group.getKey(), there));
            for (Topic topic : there.values()) {
                if (topic.broken().isEmpty() && (topics.isEmpty() || topics.containsKey(topic.name()))) {
                    lags.put(topic.name(), topic.lag());
                    worst = Math.max(worst, topic.lag());
                }
            }
        }
        return result(lines, worst, body.toString(), phases);
    }

    private List<Line> lines(String consumer, Map<String, Topic> there) {
        if (there.isEmpty() && topics.isEmpty()) {
            return List.of(
                    new Line(false, consumer, "the consumer group " + consumer + " has committed no offsets"));
        }
        Set<String> wanted = topics.isEmpty() ? new TreeSet<>(there.keySet()) : topics.keySet();
        return wanted.stream().map(topic -> {
            Topic known = there.get(topic);
            return known == null || known.partitions() == 0
                    ? new Line(false, topic, consumer + " has committed no offsets for " + topic)
                    : line(consumer, known);
        }).toList();
    }

    private Line line(String consumer, Topic topic) {
        String start = topic.name() + " (" + consumer + "): ";
        if (!topic.broken().isEmpty()) {
            return new Line(false, topic.name(), start + topic.broken());
        }
        long most = topics.getOrDefault(topic.name(), limit);
        boolean passed = topic.lag() <= most;
        return new Line(
                passed, topic.name(), start + "lag " + topic.lag() + (passed ? " <= " : " > ") + most);
    }

    private static Result result(List<Line> lines, long worst, String body, Phases phases) {
        List<Line> bad = lines.stream().filter(line -> !line.passed()).toList();
        String words = switch (bad.size()) {
            case 0 -> "lag " + worst + " at most";
            case 1 -> bad.getFirst().text();
            default -> bad.size() + " of " + lines.size() + ": " + bad.stream().map(Line::topic).distinct()
                    .limit(MOST_NAMED).collect(Collectors.joining(", "));
        };
        Result.Builder result = Result.builder()
                .connected(true)
                .status((int) Math.min(worst, Integer.MAX_VALUE), words)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .phases(phases);
        Stream.concat(bad.stream(), lines.stream().filter(Line::passed))
                .forEach(line -> result.finding(line.passed(), false, line.text()));
        return result.build();
    }
}
