package io.tocsin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tocsin.net.Certified;
import io.tocsin.net.ScriptedServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.Protocol;
import okio.Buffer;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** One server on loopback of each kind that Gatus looks at. */
final class GatusServers implements AutoCloseable {

    private static final byte[] ADDRESS = {93, (byte) 184, (byte) 216, 34};
    private static final String QUERY = "{\"query\":\"{ user(id: \\\"1\\\") { name } }\"}";

    /** Whether the one that goes and comes back is well. */
    final AtomicBoolean well = new AtomicBoolean(true);
    private final SSLContext secure = Certified.context(Certified.good());
    private final HttpServer http = HttpServer.create(loopback(), 0);
    private final HttpsServer https = HttpsServer.create(loopback(), 0);
    private final ScriptedServer tcp = ScriptedServer.silentAfter("+PONG");
    private final ScriptedServer ssh = ScriptedServer.silentAfter("SSH-2.0-Test\r\n");
    private final ScriptedServer tls = new ScriptedServer(this::secured);
    private final ScriptedServer mail = new ScriptedServer(this::mail);
    private final DatagramSocket udp = answering(request -> "pong".getBytes(UTF_8));
    private final DatagramSocket dns = answering(GatusServers::resolved);
    private final MockWebServer grpc = new MockWebServer();
    private final Echo websocket = new Echo();

    GatusServers() throws IOException, InterruptedException {
        http.createContext("/", exchange -> answer(exchange, 200, "{\"status\":\"UP\",\"items\":[1,2,3]}"));
        http.createContext("/flip", exchange -> answer(exchange, well.get() ? 200 : 503, "{}"));
        http.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/nowhere");
            answer(exchange, 302, "");
        });
        http.createContext("/graphql", exchange -> {
            boolean asked = exchange.getRequestMethod().equals("POST")
                    && "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                    && new String(exchange.getRequestBody().readAllBytes(), UTF_8).equals(QUERY);
            answer(exchange, asked ? 200 : 400, "{\"data\":{\"user\":{\"name\":\"jo\"}}}");
        });
        http.createContext("/echo", exchange -> answer(
                exchange, 200,
                exchange.getRequestHeaders().getFirst("X-Token") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        http.start();
        https.setHttpsConfigurator(new HttpsConfigurator(secure));
        https.createContext("/", exchange -> answer(exchange, 200, "safe"));
        https.start();
        grpc.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        grpc.setDispatcher(new Serving());
        grpc.start(InetAddress.ofLiteral("127.0.0.1"), 0);
        websocket.begin();
    }

    /** Where each of them is, by the word that stands for it. */
    Map<String, String> addresses() {
        Map<String, String> addresses = new TreeMap<>();
        addresses.put("{HTTP}", "127.0.0.1:" + http.getAddress().getPort());
        addresses.put("{HTTPS}", "127.0.0.1:" + https.getAddress().getPort());
        addresses.put("{TCP}", tcp.address());
        addresses.put("{SSH}", ssh.address());
        addresses.put("{TLS}", tls.address());
        addresses.put("{MAIL}", mail.address());
        addresses.put("{UDP}", "127.0.0.1:" + udp.getLocalPort());
        addresses.put("{DNS}", "127.0.0.1:" + dns.getLocalPort());
        addresses.put("{GRPC}", "127.0.0.1:" + grpc.getPort());
        addresses.put("{WS}", "127.0.0.1:" + websocket.getPort());
        return addresses;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) secure.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
        socket.setUseClientMode(false);
        socket.startHandshake();
        ScriptedServer.drain(socket);
    }

    private void mail(Socket socket) throws IOException {
        ScriptedServer.say(socket, "220 mail.example.com\r\n");
        if (ScriptedServer.line(socket).startsWith("EHLO")) {
            ScriptedServer.say(socket, "250-mail.example.com\r\n250 STARTTLS\r\n");
        }
        if (ScriptedServer.line(socket).equals("STARTTLS")) {
            ScriptedServer.say(socket, "220 go on\r\n");
            secured(socket);
        }
    }

    private static DatagramSocket answering(UnaryOperator<byte[]> answer) throws IOException {
        DatagramSocket socket = new DatagramSocket(loopback());
        Thread.ofVirtual().name("datagrams").start(() -> {
            while (!socket.isClosed()) {
                try {
                    DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
                    socket.receive(packet);
                    packet.setData(answer.apply(Arrays.copyOf(packet.getData(), packet.getLength())));
                    socket.send(packet);
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return socket;
    }

    /** Every name has one address. */
    private static byte[] resolved(byte[] query) {
        int end = 12;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        Buffer answer = new Buffer();
        answer.write(query, 0, 2).writeShort(0x8180).writeShort(1).writeShort(1).writeShort(0).writeShort(0);
        answer.write(query, 12, end + 5 - 12);
        answer.writeShort(0xc00c).writeShort(1).writeShort(1).writeInt(60).writeShort(4).write(ADDRESS);
        return answer.readByteArray();
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        https.stop(0);
        tcp.close();
        ssh.close();
        tls.close();
        mail.close();
        udp.close();
        dns.close();
        grpc.close();
        websocket.end();
    }

    /** A gRPC server whose health is good. */
    private static final class Serving extends Dispatcher {

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            Buffer serving = new Buffer().write(new byte[] {0, 0, 0, 0, 2, 8, 1});
            return new MockResponse.Builder().setHeader("Content-Type", "application/grpc+proto").body(serving)
                    .trailers(Headers.of("grpc-status", "0")).build();
        }
    }

    /** A WebSocket server that says what it is told. */
    private static final class Echo extends WebSocketServer {

        private final CountDownLatch started = new CountDownLatch(1);

        Echo() {
            super(loopback(), 1);
            setDaemon(true);
        }

        void begin() throws InterruptedException {
            start();
            if (!started.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the WebSocket server did not start");
            }
        }

        void end() {
            try {
                stop(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            // it says nothing by itself
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            socket.send("you said " + message);
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
}
