package io.tocsin.bundled.speedtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.speedtest.Figure.Unreadable;
import io.tocsin.net.Clean;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes a result of what a service says that a node has seen. */
record Reading(List<Figure> figures) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,9})?");
    private static final Pattern STATUS = Pattern.compile("\\d{1,3}");

    Result of(String answer) throws Unreadable {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Map<String, Long> times = new HashMap<>();
        Result.Builder seen = Result.builder().connected(true);
        for (Figure figure : figures) {
            String value = figure.in(answer);
            switch (figure.name()) {
                case Figure.TOTAL, "dns", "connect", "tls", "first-byte", "download" ->
                        times.put(figure.name(), figure.time(value));
                case "size" -> seen.size(figure.size(value));
                case "ip" -> seen.ip(Clean.text(value));
                case "status" -> status(seen, value);
                default -> {
                    // only [BODY] knows the user's own
                }
            }
            if (NUMBER.matcher(value).matches()) {
                body.put(figure.name(), new BigDecimal(value));
            } else {
                body.put(figure.name(), value);
            }
        }
        return seen.phases(phases(times)).body(body.toString().getBytes(StandardCharsets.UTF_8)).build();
    }

    private static void status(Result.Builder seen, String value) {
        if (STATUS.matcher(value).matches()) {
            seen.status(Integer.parseInt(value), value);
        }
    }

    /** The parts together are the total, whatever the service says of them. */
    private static Phases phases(Map<String, Long> times) {
        Left left = new Left(times.getOrDefault(Figure.TOTAL, 0L));
        long dns = left.take(times, "dns");
        long connect = left.take(times, "connect");
        long tls = left.take(times, "tls");
        long download = left.take(times, "download");
        long first = left.take(times, "first-byte");
        return times.containsKey("first-byte")
                ? new Phases(dns, connect, tls, first, download + left.nanos)
                : new Phases(dns, connect, tls, left.nanos, download);
    }

    /** What of the total is not spoken for yet. */
    private static final class Left {

        private long nanos;

        Left(long total) {
            nanos = total;
        }

        long take(Map<String, Long> times, String part) {
            long taken = Math.min(nanos, times.getOrDefault(part, 0L));
            nanos -= taken;
            return taken;
        }
    }
}
