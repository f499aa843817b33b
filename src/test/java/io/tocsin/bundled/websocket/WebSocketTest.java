package io.tocsin.bundled.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.net.Certified;
import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebSocketTest {

    private final WebSocketPlugin plugin = new WebSocketPlugin(
            new Dialer("test", InstantSource.fixed(Certified.NOW), Certified::trust), "Tocsin/test");
    private final Checks websocket = Checks.of(plugin, "websocket");

    @AfterEach
    void stop() {
        plugin.stop();
    }

    /** Answers with where it was asked and what. */
    private static final class Echo extends WebSocketServer {

        private final CountDownLatch started = new CountDownLatch(1);

        Echo(boolean secure) throws InterruptedException {
            super(new InetSocketAddress("127.0.0.1", 0), 1);
            setDaemon(true);
            if (secure) {
                setWebSocketFactory(new DefaultSSLWebSocketServerFactory(Certified.context(Certified.good())));
            }
            start();
            assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            socket.setAttachment(handshake.getResourceDescriptor() + " " + handshake.getFieldValue("X-Key"));
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            socket.sendPing();
            socket.send(socket.getAttachment() + " " + message);
        }

        @Override
        public void onWebsocketPong(WebSocket socket, Framedata frame) {
            // it is alive
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            // as it should
        }

        @Override
        public void onError(WebSocket socket, Exception failure) {
            // a probe that goes away
        }

        @Override
        public void onStart() {
            started.countDown();
        }
    }

    @Test
    void aMessageIsAnswered() throws Exception {
        Echo server = new Echo(false);
        try {
            Result result = websocket.check("ws://127.0.0.1:" + server.getPort() + "/feed?a=b", "body", "hellö",
                    "header", "X-Key: 7");

            assertThat(result.failure()).isEmpty();
            assertThat(result.connected()).isTrue();
            assertThat(result.status()).hasValue(101);
            assertThat(Checks.body(result)).isEqualTo("/feed?a=b 7 hellö");
            assertThat(websocket.check("ws://127.0.0.1:" + server.getPort()).failure()).isEmpty();
            await().until(() -> server.getConnections().isEmpty());
        } finally {
            server.stop(1_000);
        }
    }

    @Test
    void tlsIsJudged() throws Exception {
        Echo server = new Echo(true);
        try {
            Result result = websocket.check("wss://localhost:" + server.getPort() + "/", "body", "x".repeat(70_000));

            assertThat(result.failure()).isEmpty();
            assertThat(Checks.body(result)).hasSize(70_000 + "/  ".length());
            assertThat(result.certificateLeft()).hasValue(Duration.ofDays(30));
        } finally {
            server.stop(1_000);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 403 Forbidden | does not switch to WebSocket: it answers 403 Forbidden",
        "HTTP/1.1 101 Switching | does not switch to WebSocket: its answer does not fit the question",
        "SSH-2.0-x | does not speak HTTP: it says \"SSH-2.0-x\"",
    })
    void whoDoesNotSwitchIsTold(String first, String reason) throws Exception {
        try (ScriptedServer server = ScriptedServer.silentAfter(first.strip() + "\r\nA: b\r\n\r\n")) {
            assertThat(websocket.reason("ws://" + server.address())).isEqualTo(server.address() + " " + reason);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "8803 03F3 6E | ended the WebSocket in place of a message: 1011 n",
        "8800 | ended the WebSocket in place of a message",
        "8180 00000000 | does not speak WebSocket as it should: a server's frame is masked",
        "C100 | does not speak WebSocket as it should: reserved bits are set",
        "8000 | does not speak WebSocket as it should: a message in the wrong order",
        "8300 | does not speak WebSocket as it should: a frame of the unknown kind 3",
        "897E 0100 | does not speak WebSocket as it should: a control frame of 256 bytes",
        "817F 7FFFFFFF FFFFFFFF | sends too much: a message of more than 1000000 bytes",
        "817F FFFFFFFF FFFFFFFF | sends too much: a message of more than 1000000 bytes",
        "8105 61 | closed the connection in place of a message",
    })
    void framesThatNobodyShouldSendAreTold(String hex, String reason) throws Exception {
        byte[] frame = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
        try (ScriptedServer server = new ScriptedServer(socket -> {
            switched(socket);
            socket.getOutputStream().write(frame);
            socket.shutdownOutput();
            ScriptedServer.drain(socket);
        })) {
            assertThat(websocket.reason("ws://" + server.address(), "body", "x"))
                    .isEqualTo(server.address() + " " + reason);
        }
    }

    @Test
    void piecesAndAnsweredPingsMakeAMessage() throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> {
            switched(socket);
            socket.getOutputStream().write(new byte[] {1, 1, 'a', (byte) 0x89, 1, '?', 0, 1, 'b', (byte) 0x80, 1, 'c'});
            ScriptedServer.drain(socket);
        })) {
            assertThat(Checks.body(websocket.check("ws://" + server.address(), "body", "x"))).isEqualTo("abc");
        }
    }

    @Test
    void whoKeepsSilentOrNeverComesToTheEndIsTold() throws Exception {
        try (ScriptedServer silent = ScriptedServer.silentAfter("");
                ScriptedServer mute = new ScriptedServer(socket -> {
                    switched(socket);
                    ScriptedServer.drain(socket);
                });
                ScriptedServer talking =
                        ScriptedServer.silentAfter("HTTP/1.1 101 Switching\r\n" + "A: b\r\n".repeat(500));
                ScriptedServer pinging = new ScriptedServer(socket -> {
                    switched(socket);
                    Thread.ofVirtual().start(() -> drainQuietly(socket));
                    byte[] pings = new byte[10_000];
                    for (int i = 0; i < pings.length; i += 2) {
                        pings[i] = (byte) 0x89;
                    }
                    while (true) {
                        socket.getOutputStream().write(pings);
                    }
                })) {
            assertThat(Checks.reason(websocket.check(Checks.SHORT, "ws://" + silent.address()))).isEqualTo(
                    "no answer within 400 ms: connected to " + silent.address()
                            + ", waiting for its switch to WebSocket");
            assertThat(Checks.reason(websocket.check(Checks.SHORT, "ws://" + mute.address(), "body", "x"))).isEqualTo(
                    "no answer within 400 ms: connected to " + mute.address() + ", waiting for a message");
            assertThat(websocket.reason("ws://" + talking.address())).matches(
                    talking.address() + " does not come to an end: its header has more than \\d+ lines");
            assertThat(websocket.reason("ws://" + pinging.address(), "body", "x"))
                    .matches(pinging.address() + " sends too much: \\d{7} bytes have come already");
        }
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertThat(websocket.refusal("ws://a b/")).contains("is not a target of a websocket monitor");
        assertThat(websocket.refusal("ws://a.example/b c"))
                .isEqualTo("\"ws://a.example/b c\" is not a target of a websocket monitor; write ws://host, such as"
                        + " wss://example.com/feed");
        assertThat(websocket.refusal("ws://a.example/", "header", "Upgrade: x"))
                .startsWith("\"Upgrade: ...\" cannot be a header here");
        assertThat(websocket.refusal("ws://a.example/", "header", "A: b\r\nC: d")).contains("cannot be a header here");
    }

    private static void drainQuietly(Socket socket) {
        try {
            ScriptedServer.drain(socket);
        } catch (IOException gone) {
            // as it should
        }
    }

    /** Reads the request and agrees. */
    private static void switched(Socket socket) throws Exception {
        String key = "";
        String line = ScriptedServer.line(socket);
        while (!line.isEmpty()) {
            key = line.startsWith("Sec-WebSocket-Key: ") ? line.substring(19) : key;
            line = ScriptedServer.line(socket);
        }
        ScriptedServer.say(socket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + WebSocketProbe.answer(key) + "\r\n\r\n");
    }
}
