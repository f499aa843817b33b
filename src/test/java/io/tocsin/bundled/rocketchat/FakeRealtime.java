package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** The realtime API: it tells messages to those who connected, logged in and subscribed, in that order. */
final class FakeRealtime extends WebSocketListener {

    private final Predicate<String> tokens;
    private final List<WebSocket> open = new ArrayList<>();
    private final List<WebSocket> subscribed = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private boolean closed;
    private boolean silent;
    private int opened;

    FakeRealtime(Predicate<String> tokens) {
        this.tokens = tokens;
    }

    synchronized MockResponse answer() {
        return closed
                ? new MockResponse.Builder().code(403).body("no WebSockets here").build()
                : new MockResponse.Builder().webSocketUpgrade(this).build();
    }

    /** Whether new connections are refused. */
    synchronized void closed(boolean on) {
        closed = on;
    }

    /** Stays connected, but says nothing any more. */
    synchronized void silent(boolean on) {
        silent = on;
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int listening() {
        return subscribed.size();
    }

    /** What the bot said. */
    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /** Ends all connections. */
    void drop() {
        List<WebSocket> all;
        synchronized (this) {
            all = List.copyOf(open);
            open.clear();
            subscribed.clear();
        }
        all.forEach(it -> it.close(1011, "dropped"));
    }

    synchronized void raw(String text) {
        subscribed.forEach(it -> it.send(text));
    }

    synchronized void tell(JsonNode message, String roomType) {
        ObjectNode told = message.deepCopy();
        for (String time : List.of("ts", "_updatedAt", "editedAt")) {
            if (message.hasNonNull(time)) {
                told.putObject(time).put("$date", Instant.parse(message.path(time).asText()).toEpochMilli());
            }
        }
        ObjectNode changed = FakeRocketChat.JSON.createObjectNode().put("msg", "changed")
                .put("collection", "stream-room-messages").put("id", "id");
        ObjectNode fields = changed.putObject("fields").put("eventName", "__my_messages__");
        fields.putArray("args").add(told).addObject().put("roomParticipant", true).put("roomType", roomType);
        raw(changed.toString());
    }

    @Override
    public synchronized void onOpen(WebSocket socket, Response response) {
        opened++;
        open.add(socket);
    }

    @Override
    public synchronized void onMessage(WebSocket socket, String text) {
        heard.add(text);
        if (silent) {
            return;
        }
        JsonNode message = FakeAnswers.json(text);
        switch (message.path("msg").asText()) {
            case "connect" -> socket.send("{\"msg\":\"connected\",\"session\":\"s1\"}");
            case "ping" -> socket.send("{\"msg\":\"pong\"}");
            case "method" -> logIn(socket, message);
            case "sub" -> {
                subscribed.add(socket);
                socket.send("{\"msg\":\"ready\",\"subs\":[\"" + message.path("id").asText() + "\"]}");
            }
            default -> {
            }
        }
    }

    private void logIn(WebSocket socket, JsonNode message) {
        String token = message.path("params").path(0).path("resume").asText();
        String id = message.path("id").asText();
        socket.send(tokens.test(token)
                ? "{\"msg\":\"result\",\"id\":\"" + id + "\",\"result\":{\"id\":\"x\",\"token\":\"" + token + "\"}}"
                : "{\"msg\":\"result\",\"id\":\"" + id + "\",\"error\":{\"error\":403,\"reason\":\"You've been logged"
                        + " out by the server. Please log in again.\"}}");
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
        subscribed.remove(socket);
    }
}
