package io.tocsin.bundled.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Socket Mode: greets, sends envelopes to one of the connections, counts what is acknowledged. */
public final class FakeSlackSocket {

    private final CountDownLatch listening = new CountDownLatch(1);
    private final Server server = new Server();
    private final List<WebSocket> open = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private final Map<String, Long> sentAt = new LinkedHashMap<>();
    private final Map<String, String> sent = new LinkedHashMap<>();
    private final Set<String> acknowledged = new TreeSet<>();
    private long slowestNanos;
    private final List<Long> openedAt = new ArrayList<>();
    private long number;
    private volatile boolean silent;
    private volatile boolean greets = true;

    private final class Server extends WebSocketServer {

        private Server() {
            super(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1);
            setDaemon(true);
            setReuseAddr(true);
        }

        @Override
        public void onStart() {
            listening.countDown();
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {
            opened(connection);
        }

        @Override
        public void onClose(WebSocket connection, int code, String reason, boolean remote) {
            gone(connection);
        }

        @Override
        public void onMessage(WebSocket connection, String message) {
            acknowledged(message);
        }

        @Override
        public void onError(WebSocket connection, Exception failure) {
            if (connection != null) {
                gone(connection);
            }
        }

        @Override
        public void onWebsocketPing(WebSocket connection, Framedata frame) {
            if (!silent) {
                super.onWebsocketPing(connection, frame);
            }
        }
    }

    void begin() {
        server.setConnectionLostTimeout(0);
        server.start();
        try {
            listening.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    String address() {
        return "ws://127.0.0.1:" + server.getPort() + "/link";
    }

    private synchronized void opened(WebSocket connection) {
        openedAt.add(System.nanoTime());
        if (!greets) {
            return;
        }
        connection.send("{\"type\":\"hello\",\"num_connections\":1,\"connection_info\":{\"app_id\":\"A0\"}}");
        open.add(connection);
        waiting.forEach(connection::send);
        waiting.clear();
    }

    private synchronized void gone(WebSocket connection) {
        open.remove(connection);
    }

    private synchronized void acknowledged(String message) {
        String id = read(message).path("envelope_id").asText();
        if (acknowledged.add(id) && sentAt.containsKey(id)) {
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - sentAt.get(id));
        }
    }

    private static JsonNode read(String message) {
        try {
            return FakeSlack.JSON.readTree(message);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(message, unreadable);
        }
    }

    /** Sends an envelope, or keeps it until somebody is connected. Answers its id. */
    synchronized String send(String type, JsonNode payload) {
        String id = "E" + ++number;
        ObjectNode envelope = FakeSlack.JSON.createObjectNode().put("type", type).put("envelope_id", id)
                .put("accepts_response_payload", !type.equals("events_api"));
        envelope.set("payload", payload);
        sent.put(id, envelope.toString());
        deliver(id);
        return id;
    }

    /** Sends an envelope once more, as Slack does when it saw no answer. */
    public synchronized void sendAgain(String id) {
        ObjectNode again = (ObjectNode) read(sent.get(id));
        String other = id + "-again";
        sent.put(other, again.put("envelope_id", other).put("retry_attempt", 1).put("retry_reason", "timeout")
                .toString());
        deliver(other);
    }

    private void deliver(String id) {
        sentAt.put(id, System.nanoTime());
        if (open.isEmpty()) {
            waiting.add(sent.get(id));
        } else {
            open.getLast().send(sent.get(id));
        }
    }

    /** Sends text that is no envelope. */
    public synchronized void sendRaw(String text) {
        open.getLast().send(text);
    }

    /** Cuts all connections without a word. */
    public void drop() {
        connections().forEach(connection -> connection.closeConnection(1006, "dropped"));
    }

    /** Asks for a new connection, as Slack does every few hours. */
    public void disconnect(String reason) {
        connections().forEach(connection -> connection.send("{\"type\":\"disconnect\",\"reason\":\"" + reason + "\"}"));
    }

    /** Stays connected, but answers no pings any more. */
    public void silent(boolean on) {
        silent = on;
    }

    /** Whether new connections are greeted. */
    public void greets(boolean on) {
        greets = on;
    }

    private synchronized List<WebSocket> connections() {
        return List.copyOf(open);
    }

    /** Connections that are open now. */
    public synchronized int open() {
        return open.size();
    }

    /** Connections that were ever opened. */
    public synchronized int opened() {
        return openedAt.size();
    }

    /** Milliseconds between each connection that was opened and the one before. */
    public synchronized List<Long> gaps() {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < openedAt.size(); i++) {
            gaps.add((openedAt.get(i) - openedAt.get(i - 1)) / 1_000_000);
        }
        return gaps;
    }

    /** Envelopes that nobody acknowledged yet. */
    public synchronized Set<String> unacknowledged() {
        Set<String> missing = new TreeSet<>(sent.keySet());
        missing.removeAll(acknowledged);
        return missing;
    }

    public synchronized Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** The longest time an acknowledgement took. */
    public synchronized long slowestMillis() {
        return slowestNanos / 1_000_000;
    }

    void end() {
        try {
            server.stop(1_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
