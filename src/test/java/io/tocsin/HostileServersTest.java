package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Result;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every monitor type against servers that say nothing, never stop, or talk nonsense. */
final class HostileServersTest {

    private static final List<Plugin> PLUGINS = BundledTypes.of(InstantSource.system(), "Tocsin/test");
    private static final Map<String, MonitorType> TYPES = PLUGINS.stream()
            .flatMap(plugin -> plugin.monitorTypes().stream())
            .collect(Collectors.toMap(MonitorType::name, type -> type));
    /** What is asked of the server, by type. */
    private static final List<Ask> ASKS = List.of(
            new Ask("http", "http://%s/"),
            new Ask("http", "https://%s/", "insecure", "true"),
            new Ask("change", "http://%s/", "css", "p"),
            new Ask("tcp", "tcp://%s", "send", "hello\\n", "until", "welcome"),
            new Ask("udp", "udp://%s", "send", "hello", "until", "welcome"),
            new Ask("dns", "dns://%s/example.com"),
            new Ask("tls", "tls://%s", "insecure", "true"),
            new Ask("starttls", "starttls://%s", "protocol", "smtp"),
            new Ask("starttls", "starttls://%s", "protocol", "imap"),
            new Ask("starttls", "starttls://%s", "protocol", "pop3"),
            new Ask("starttls", "starttls://%s", "protocol", "ftp"),
            new Ask("starttls", "starttls://%s", "protocol", "ldap"),
            new Ask("starttls", "starttls://%s", "protocol", "postgres"),
            new Ask("ssh", "ssh://%s"),
            new Ask("websocket", "ws://%s/feed", "body", "hello"),
            new Ask("websocket", "wss://%s/feed", "insecure", "true"),
            new Ask("grpc", "grpc://%s"),
            new Ask("grpc", "grpcs://%s", "insecure", "true"),
            new Ask("postgresql", "postgresql://%s/shop", "user", "ana"),
            new Ask("postgresql", "postgresql://%s", "tls", "insecure"),
            new Ask("redis", "redis://%s"),
            new Ask("redis", "rediss://%s", "insecure", "true"),
            new Ask("domain", "domain://%s.example", "whois", "%s"),
            new Ask("speedtest", "speedtest://%s", "ask", "http://%s/{node}", "node", "1 Here"),
            new Ask("ckafka", "ckafka://%s/ckafka-1/billing", "endpoint", "http://%s", "sign-id", "a", "sign-secret",
                    "b"));
    /** Talk to no server that a test could be: their own tests have them wait. */
    private static final List<String> ELSEWHERE =
            List.of("heartbeat", "host", "ping", "uptimerobot", "statuscake", "pingdom", "crosscheck");
    private static final List<String> BY_DATAGRAM = List.of("udp", "dns");
    private static final AtomicInteger DOMAINS = new AtomicInteger();
    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final int CHUNK = 50_000;
    private static final int BESIDE = 4;

    record Ask(String type, String target, String... settings) {
        @Override
        public String toString() {
            return type + " " + target + " " + Arrays.toString(settings);
        }
    }

    static Stream<Ask> asks() {
        return ASKS.stream();
    }

    @AfterAll
    static void stop() {
        PLUGINS.forEach(Plugin::stop);
    }

    @Test
    void noTypeIsLeftOut() {
        Set<String> asked = new TreeSet<>(ELSEWHERE);
        ASKS.forEach(ask -> asked.add(ask.type()));

        assertThat(asked).isEqualTo(new TreeSet<>(TYPES.keySet()));
    }

    @ParameterizedTest
    @MethodSource("asks")
    @Execution(ExecutionMode.CONCURRENT)
    void whoAcceptsAndSaysNothingIsLeftAtTheLimitWithAReason(Ask ask) throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer::drain);
                DatagramSocket datagrams = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            Result result = check(ask, server, datagrams, LIMIT);

            assertThat(Checks.reason(result)).startsWith("no answer within 500 ms: ");
            await().until(server::allClosed);
        }
    }

    @ParameterizedTest
    @MethodSource("asks")
    @Execution(ExecutionMode.CONCURRENT)
    void whoNeverStopsIsLeft(Ask ask) throws Exception {
        byte[] line = ascii("250-and more\r\n* more\r\n");
        byte[] lines = new byte[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            lines[i] = line[i % line.length];
        }
        for (byte[] chunk : List.of(new byte[CHUNK], lines)) {
            try (ScriptedServer server = new ScriptedServer(socket -> flood(socket, chunk));
                    DatagramSocket datagrams = answering(chunk)) {
                Result result = check(ask, server, datagrams, Duration.ofSeconds(3));

                assertThat(result.failure()).as(result.toString()).isPresent();
                await().until(server::allClosed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("asks")
    void nonsenseHasAReason(Ask ask) throws Exception {
        Random random = new Random(42);
        List<Callable<String>> rounds = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] answer = nonsense(random);
            rounds.add(() -> reason(ask, answer));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(BESIDE)) {
            for (Future<String> reason : threads.invokeAll(rounds)) {
                assertThat(reason.get()).isNotBlank();
            }
        }
    }

    private static String reason(Ask ask, byte[] answer) throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> socket.getOutputStream().write(answer));
                DatagramSocket datagrams = answering(answer)) {
            String reason = Checks.reason(check(ask, server, datagrams, LIMIT));
            await().pollDelay(Duration.ZERO).until(server::allClosed);
            return reason;
        }
    }

    /** Random bytes, some with a plausible beginning. */
    private static byte[] nonsense(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        byte[][] starts = {{}, {0x30, 0x0C, 2, 1, 1, 0x78}, {0x16, 3, 3, 0, 100, 2}, ascii("220 "), ascii("* OK "),
            ascii("+OK "), ascii("SSH-"), {'S'}, ascii("HTTP/1.1 ")};
        byte[] start = starts[random.nextInt(starts.length)];
        System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void flood(Socket socket, byte[] chunk) throws Exception {
        while (true) {
            socket.getOutputStream().write(chunk);
        }
    }

    /** Answers each datagram with as much of this as fits. */
    private static DatagramSocket answering(byte[] answer) throws Exception {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[1_000], 1_000);
                    socket.receive(packet);
                    byte[] bytes = answer.clone();
                    // the first two bytes of a DNS message are its number
                    System.arraycopy(packet.getData(), 0, bytes, 0, Math.min(2, bytes.length));
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (java.io.IOException closed) {
                // the test is over
            }
        });
        return socket;
    }

    private static Result check(Ask ask, ScriptedServer server, DatagramSocket datagrams, Duration limit)
            throws Exception {
        String there = BY_DATAGRAM.contains(ask.type()) ? "127.0.0.1:" + datagrams.getLocalPort() : server.address();
        // one domain is looked up once a day
        String target =
                ask.type().equals("domain") || ask.type().equals("ckafka") ? "d" + DOMAINS.incrementAndGet() : there;
        String[] settings = Stream.of(ask.settings()).map(text -> text.formatted(there)).toArray(String[]::new);
        return new Checks(TYPES.get(ask.type())).check(limit, ask.target().formatted(target), settings);
    }
}
