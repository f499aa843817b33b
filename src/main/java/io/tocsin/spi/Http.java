package io.tocsin.spi;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A bounded HTTP client: answers are cut at 1 MB, calls at their limit; denied targets are refused. */
public interface Http {

    /**
     * Sends a request and reads the answer, whatever its status. Redirects of a GET or HEAD are followed, no others.
     *
     * @throws UnsendableHeader if one of its headers cannot be sent, so that nothing was
     */
    Answer send(Request request) throws IOException;

    /**
     * The same with bytes for a body, such as those of a file, in place of the request's own.
     *
     * @throws IOException also where a client sends nothing but texts
     */
    default Answer send(Request request, byte[] body) throws IOException {
        throw new IOException("this client sends nothing but texts");
    }

    default Answer get(String url) throws IOException {
        return send(Request.get(url));
    }

    /**
     * A request.
     *
     * @param body sent as it is; empty for none
     * @param limit how long the whole call may take
     */
    record Request(String method, String url, Map<String, String> headers, String body, Duration limit) {

        private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

        public Request {
            headers = Map.copyOf(headers);
        }

        public static Request get(String url) {
            return new Request("GET", url, Map.of(), "", USUAL_LIMIT);
        }

        /** A POST, or another method, of a JSON text. */
        public static Request json(String method, String url, String json) {
            return new Request(method, url, Map.of("Content-Type", "application/json"), json, USUAL_LIMIT);
        }
    }

    /**
     * An answer.
     *
     * @param headers names in lower case; the last value of each
     */
    record Answer(int status, Map<String, String> headers, String body) {

        public Answer {
            headers = Map.copyOf(headers);
        }

        /** Whether the status is 2xx. */
        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    /** A header with characters that none may have, such as a line break in a key. Its message does not show the value. */
    final class UnsendableHeader extends IOException {

        private static final long serialVersionUID = 1L;

        /** @param name of the header */
        public UnsendableHeader(String name) {
            super("the value of the header " + name + " has characters that no header may have");
        }
    }
}
