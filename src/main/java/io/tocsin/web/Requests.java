package io.tocsin.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.tocsin.spi.Route;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads requests, as far as they are within bounds. */
final class Requests {

    /** What a header costs beside its text, as RFC 9113 counts. */
    private static final int PER_HEADER = 32;

    private final Bounds bounds;

    Requests(Bounds bounds) {
        this.bounds = bounds;
    }

    /** A request, or the answer to one that is refused. */
    sealed interface Reading {

        /** @param bytes the body as it came */
        @SuppressWarnings("ArrayRecordComponent") // read once, by one thread
        record Whole(Route.Request request, byte[] bytes) implements Reading {}

        record Refused(Route.Answer answer) implements Reading {}
    }

    /** @param mostBody bytes that this path takes, where the server takes that much */
    Reading read(HttpExchange exchange, int mostBody) throws IOException {
        int most = Math.min(bounds.body(), mostBody);
        if (size(exchange) > bounds.head()) {
            return refused(431, "The headers are larger than " + bounds.head() + " bytes.");
        }
        Optional<Map<String, String>> query = query(exchange.getRequestURI().getRawQuery());
        if (query.isEmpty()) {
            return refused(400, "The query is not readable.");
        }
        boolean tooLong = isLongerThan(most, exchange);
        byte[] body = tooLong ? new byte[0] : exchange.getRequestBody().readNBytes(most + 1);
        if (tooLong || body.length > most) {
            return refused(413, "The body is larger than " + most + " bytes.");
        }
        return new Reading.Whole(new Route.Request(
                exchange.getRequestMethod(),
                Map.of(),
                query.get(),
                headers(exchange.getRequestHeaders()),
                new String(body, StandardCharsets.UTF_8)), body);
    }

    private static Reading refused(int status, String text) {
        return new Reading.Refused(Route.Answer.text(status, text + "\n"));
    }

    private static long size(HttpExchange exchange) {
        long size = (long) exchange.getRequestURI().toString().length() + PER_HEADER;
        for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length() + PER_HEADER;
            }
        }
        return size;
    }

    /** The server has made sure that the length is a number. */
    private static boolean isLongerThan(int most, HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length != null && Long.parseLong(length) > most;
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> small = new HashMap<>();
        headers.forEach((name, values) -> small.put(name.toLowerCase(Locale.ROOT), values.getLast()));
        return small;
    }

    /** Empty if it cannot be decoded. */
    static Optional<Map<String, String>> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw == null || raw.isEmpty()) {
            return Optional.of(query);
        }
        for (String part : raw.split("&")) {
            String[] pair = part.split("=", 2);
            Optional<String> name = decoded(pair[0].replace('+', ' '));
            Optional<String> value = decoded(pair.length == 1 ? "" : pair[1].replace('+', ' '));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            query.put(name.get(), value.get());
        }
        return Optional.of(query);
    }

    /** Text with its percent signs resolved; empty if they are wrong. */
    static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }
}
