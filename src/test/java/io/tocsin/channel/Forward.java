package io.tocsin.channel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Hands calls on to a chat, and its answers back. */
final class Forward implements Function<Call, Answer>, AutoCloseable {

    /** These are between two neighbours. */
    private static final Set<String> NEIGHBOURS = Set.of(
            "accept-encoding", "connection", "content-length", "host", "http2-settings", "transfer-encoding", "upgrade",
            ":status");

    private static final int BAD_GATEWAY = 502;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    /** @param url such as {@code http://127.0.0.1:4711} */
    Forward(String url) {
        this.url = url;
    }

    @Override
    public Answer apply(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + call.target()))
                .method(call.method(), BodyPublishers.ofString(call.body()));
        call.headers().forEach((name, value) -> {
            if (!NEIGHBOURS.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            return answer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException gone) {
            return Answer.text(BAD_GATEWAY, "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!NEIGHBOURS.contains(name)) {
                headers.put(name, values.getLast());
            }
        });
        return new Answer(response.statusCode(), headers, response.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
