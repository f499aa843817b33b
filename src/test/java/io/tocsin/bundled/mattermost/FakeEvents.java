package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** The WebSocket: it tells events, numbered for each connection, to those who showed their token. */
final class FakeEvents extends WebSocketListener {

    private final Predicate<String> tokens;
    private final List<WebSocket> open = new ArrayList<>();
    private final Map<WebSocket, Integer> listening = new LinkedHashMap<>();
    private final List<String> heard = new ArrayList<>();
    private boolean closed;
    private boolean silent;
    private boolean loses;
    private int opened;

    FakeEvents(Predicate<String> tokens) {
        this.tokens = tokens;
    }

    synchronized MockResponse answer() {
        return closed
                ? new MockResponse.Builder().code(403).body("no WebSockets here").build()
                : new MockResponse.Builder().webSocketUpgrade(this).build();
    }

    synchronized void closed(boolean on) {
        closed = on;
    }

    synchronized void silent(boolean on) {
        silent = on;
    }

    /** Counts the next event but does not send it. */
    synchronized void loseNext() {
        loses = true;
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int listening() {
        return listening.size();
    }

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /** Ends all connections. */
    void drop() {
        List<WebSocket> all;
        synchronized (this) {
            all = List.copyOf(open);
            open.clear();
            listening.clear();
        }
        all.forEach(it -> it.close(1011, "dropped"));
    }

    synchronized void raw(String text) {
        listening.keySet().forEach(it -> it.send(text));
    }

    void posted(JsonNode post, String channelType) {
        ObjectNode data = FakeMattermost.JSON.createObjectNode().put("channel_type", channelType)
                .put("sender_name", "@" + post.path("user_id").asText()).put("post", post.toString());
        tell("posted", data);
    }

    synchronized void tell(String event, ObjectNode data) {
        boolean lost = loses;
        loses = false;
        listening.replaceAll((socket, number) -> {
            if (!lost) {
                send(socket, event, data, number);
            }
            return number + 1;
        });
    }

    private static void send(WebSocket socket, String event, ObjectNode data, int number) {
        ObjectNode message = FakeMattermost.JSON.createObjectNode().put("event", event);
        message.set("data", data);
        message.putObject("broadcast");
        socket.send(message.put("seq", number).toString());
    }

    @Override
    public synchronized void onOpen(WebSocket socket, Response response) {
        opened++;
        open.add(socket);
    }

    @Override
    public synchronized void onMessage(WebSocket socket, String text) {
        heard.add(text);
        JsonNode message = FakeMattermost.json(text);
        int number = message.path("seq").asInt();
        if (silent) {
            return;
        }
        if (message.path("action").asText().equals("ping")) {
            socket.send("{\"status\":\"OK\",\"data\":{\"text\":\"pong\"},\"seq_reply\":" + number + "}");
        } else if (tokens.test(message.path("data").path("token").asText())) {
            send(socket, "hello", FakeMattermost.JSON.createObjectNode().put("connection_id", "c1"), 0);
            listening.put(socket, 1);
            socket.send("{\"status\":\"OK\",\"seq_reply\":" + number + "}");
        } else {
            socket.send("{\"status\":\"FAIL\",\"error\":{\"id\":\"api.web_socket_router.bad_token\",\"message\":"
                    + "\"bad token\"},\"seq_reply\":" + number + "}");
        }
    }

    @Override
    public synchronized void onClosing(WebSocket socket, int code, String reason) {
        socket.close(code, null);
        gone(socket);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, Response response) {
        gone(socket);
    }

    private synchronized void gone(WebSocket socket) {
        open.remove(socket);
        listening.remove(socket);
    }
}
