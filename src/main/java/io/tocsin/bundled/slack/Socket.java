package io.tocsin.bundled.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.util.http.ProxyUrlUtil;
import io.tocsin.channel.Plain;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

/** One connection of Socket Mode, from its first message to its end. Acknowledges every envelope before anything else. */
final class Socket extends WebSocketClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Consumer<String> envelopes;
    private final CompletableFuture<Void> hello = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile long heard = System.nanoTime();
    private volatile long lastEnvelope = System.nanoTime();
    private volatile boolean dismissed;

    /** @param envelopes is given each envelope; must return at once */
    Socket(URI address, @Nullable String proxy, Duration patience, Consumer<String> envelopes) {
        super(address, new Draft_6455(), Map.of(), (int) patience.toMillis());
        this.envelopes = envelopes;
        setDaemon(true);
        // Connection watches the silence, by a clock that no change of the system time moves
        setConnectionLostTimeout(0);
        if (proxy != null && !proxy.isBlank()) {
            ProxyUrlUtil.ProxyUrl url = ProxyUrlUtil.parse(proxy);
            setProxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(url.getHost(), url.getPort())));
        }
    }

    /** Completes when Slack says it is there. */
    CompletableFuture<Void> hello() {
        return hello;
    }

    /** Completes, with the reason, when the connection is over or will be soon. */
    CompletableFuture<String> ended() {
        return ended;
    }

    /** Whether Slack asked for a new connection and keeps this one open until then. */
    boolean isDismissed() {
        return dismissed;
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    Duration sinceEnvelope() {
        return Duration.ofNanos(System.nanoTime() - lastEnvelope);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        heard = System.nanoTime();
    }

    @Override
    public void onMessage(String text) {
        heard = System.nanoTime();
        JsonNode message = read(text);
        switch (message.path("type").asText("")) {
            case "hello" -> hello.complete(null);
            case "disconnect" -> {
                dismissed = true;
                ended.complete("Slack asks for a new connection (" + Plain.line(message.path("reason").asText(""), 60)
                        + ")");
            }
            default -> {
                String id = message.path("envelope_id").asText("");
                if (!id.isEmpty()) {
                    lastEnvelope = System.nanoTime();
                    acknowledge(id);
                    envelopes.accept(text);
                }
            }
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            return JSON.createObjectNode();
        }
    }

    private void acknowledge(String id) {
        try {
            send(JSON.createObjectNode().put("envelope_id", id).toString());
        } catch (WebsocketNotConnectedException gone) {
            ended.complete("the connection broke");
        }
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata frame) {
        heard = System.nanoTime();
        super.onWebsocketPing(connection, frame);
    }

    @Override
    public void onWebsocketPong(WebSocket connection, Framedata frame) {
        heard = System.nanoTime();
    }

    /** Asks for a sign of life. */
    void ping() {
        try {
            sendPing();
        } catch (WebsocketNotConnectedException gone) {
            ended.complete("the connection broke");
        }
    }

    /** Closes, also where the other side does not say goodbye. */
    void leave() {
        close();
        CompletableFuture.delayedExecutor(GOODBYE.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> closeConnection(CloseFrame.GOING_AWAY, ""));
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        end("the connection was closed (" + code + ")");
    }

    @Override
    public void onError(Exception failure) {
        end(Plain.line(failure.toString(), 200));
    }

    private void end(String why) {
        ended.complete(why);
        hello.completeExceptionally(new IllegalStateException(why));
    }
}
