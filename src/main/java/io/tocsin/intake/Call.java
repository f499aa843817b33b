package io.tocsin.intake;

import io.tocsin.spi.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request, its body as it came.
 *
 * @param path its segments, decoded, without the first slash
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by one thread
record Call(List<String> path, Route.Request request, byte[] body) {

    /** So much of what a program says is kept. */
    private static final int MOST_TEXT = 4_000;

    String method() {
        return request.method();
    }

    String query(String name) {
        return request.query().getOrDefault(name, "");
    }

    String header(String name) {
        return request.headers().getOrDefault(name, "");
    }

    /** The beginning of the body, whatever bytes it has. */
    String text() {
        return beginning(new String(body, 0, Math.min(body.length, 4 * MOST_TEXT), StandardCharsets.UTF_8));
    }

    static String beginning(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    }
}
