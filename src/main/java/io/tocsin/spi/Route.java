package io.tocsin.spi;

import java.util.Map;

/**
 * A path of the embedded web server.
 *
 * @param method such as {@code GET}
 * @param path such as {@code /deploy/{name}}; a part in braces matches one segment
 */
public record Route(String method, String path, Handler handler) {

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Request request) throws Exception;
    }

    /**
     * A request, its body cut off by the server's bound.
     *
     * @param path the values of the parts in braces
     * @param query the parameters after the question mark
     * @param headers names in lower case
     */
    public record Request(
            String method, Map<String, String> path, Map<String, String> query, Map<String, String> headers,
            String body) {

        public Request {
            path = Map.copyOf(path);
            query = Map.copyOf(query);
            headers = Map.copyOf(headers);
        }
    }

    /**
     * An answer.
     *
     * @param headers further ones, such as {@code Cache-Control}
     */
    public record Answer(int status, String contentType, String body, Map<String, String> headers) {

        public Answer {
            headers = Map.copyOf(headers);
        }

        public Answer(int status, String contentType, String body) {
            this(status, contentType, body, Map.of());
        }

        public static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text);
        }
    }
}
