package io.tocsin.bundled.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The socket side of {@link FakeDiscord}: sessions that can be resumed, and every way in which they end. */
final class FakeGateway extends WebSocketServer {

    static final int WRONG_TOKEN = 4004;
    static final int DISALLOWED_INTENTS = 4014;
    static final int MEMBERS = 1 << 1;
    static final int MESSAGE_CONTENT = 1 << 15;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Object lock;
    private final CountDownLatch started = new CountDownLatch(1);
    private final Supplier<ObjectNode> ready;
    private final Supplier<List<ObjectNode>> guilds;
    private final String token;
    private final List<String> sent = new ArrayList<>();
    private Optional<WebSocket> session = Optional.empty();
    private String sessionId = "";
    private int sessions;
    private int identified;
    private int resumed;
    private int intents;
    private boolean refusesToken;
    private boolean refusesContent;
    private boolean invalid;

    /** @param lock the one that whoever dispatches holds: READY must not overtake what it shows */
    FakeGateway(Object lock, String token, Supplier<ObjectNode> ready, Supplier<List<ObjectNode>> guilds) {
        super(new InetSocketAddress("127.0.0.1", 0));
        this.lock = lock;
        this.token = token;
        this.ready = ready;
        this.guilds = guilds;
        setReuseAddr(true);
        setConnectionLostTimeout(0);
        setDaemon(true);
    }

    void open() {
        start();
        try {
            if (!started.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the gateway did not start");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    String url() {
        return "ws://127.0.0.1:" + getPort() + "/";
    }

    int identified() {
        synchronized (lock) {
            return identified;
        }
    }

    int resumed() {
        synchronized (lock) {
            return resumed;
        }
    }

    int intents() {
        synchronized (lock) {
            return intents;
        }
    }

    boolean connected() {
        synchronized (lock) {
            return session.filter(WebSocket::isOpen).isPresent();
        }
    }

    void refuseToken(boolean refused) {
        synchronized (lock) {
            refusesToken = refused;
        }
    }

    void refuseMessageContent(boolean refused) {
        synchronized (lock) {
            refusesContent = refused;
        }
    }

    /** The next attempt to resume is told that the session is gone. */
    void forgetSession() {
        synchronized (lock) {
            invalid = true;
        }
    }

    /** The connection breaks without a word. */
    void drop() {
        synchronized (lock) {
            session.ifPresent(socket -> socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "dropped"));
            session = Optional.empty();
        }
    }

    void close(int code) {
        synchronized (lock) {
            session.ifPresent(socket -> socket.close(code, "closed by the test"));
            session = Optional.empty();
        }
    }

    /** Tells the bot of something; kept for a session that is resumed. */
    void dispatch(String type, ObjectNode data) {
        synchronized (lock) {
            ObjectNode frame = MAPPER.createObjectNode().put("op", 0).put("s", sent.size() + 1).put("t", type);
            frame.set("d", data);
            sent.add(frame.toString());
            session.filter(WebSocket::isOpen).ifPresent(socket -> socket.send(frame.toString()));
        }
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        ObjectNode hello = MAPPER.createObjectNode().put("op", 10);
        hello.putObject("d").put("heartbeat_interval", 41_250);
        socket.send(hello.toString());
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        synchronized (lock) {
            JsonNode frame = json(text);
            switch (frame.path("op").asInt()) {
                case 1 -> socket.send("{\"op\":11}");
                case 2 -> identify(socket, frame.path("d"));
                case 6 -> resume(socket, frame.path("d"));
                default -> {
                }
            }
        }
    }

    private void identify(WebSocket socket, JsonNode wish) {
        identified++;
        intents = wish.path("intents").asInt();
        if (refusesToken(socket, wish)) {
            return;
        }
        if (refusesContent && (intents & MESSAGE_CONTENT) != 0) {
            socket.close(DISALLOWED_INTENTS, "Disallowed intent(s).");
            return;
        }
        invalid = false;
        sent.clear();
        session = Optional.of(socket);
        sessionId = "session-" + ++sessions;
        dispatch("READY", ready.get().put("session_id", sessionId).put("resume_gateway_url", url()));
        guilds.get().forEach(guild -> dispatch("GUILD_CREATE", guild));
    }

    private boolean refusesToken(WebSocket socket, JsonNode wish) {
        boolean refused = refusesToken || !wish.path("token").asText().equals(token);
        if (refused) {
            socket.close(WRONG_TOKEN, "Authentication failed.");
        }
        return refused;
    }

    private void resume(WebSocket socket, JsonNode wish) {
        if (refusesToken(socket, wish)) {
            return;
        }
        if (invalid || !wish.path("session_id").asText().equals(sessionId)) {
            socket.send("{\"op\":9,\"d\":false}");
            return;
        }
        resumed++;
        session = Optional.of(socket);
        sent.subList(Math.min(wish.path("seq").asInt(), sent.size()), sent.size()).forEach(socket::send);
        dispatch("RESUMED", MAPPER.createObjectNode());
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException(noJson);
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // whether it is open is asked of the socket
    }

    @Override
    public void onError(WebSocket socket, Exception failure) {
        // the other side sees it
    }

    @Override
    public void onMessage(WebSocket socket, java.nio.ByteBuffer bytes) {
        throw new IllegalStateException("compressed or binary, which was not asked for");
    }
}
