package io.tocsin.bundled.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TcpProbeTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ProbeContext ANYTHING = (host, address) -> {};

    private final Dialer dialer = new Dialer("test", InstantSource.system(), Trust::ofThisJava);
    private final TcpType type = new TcpType(dialer);

    @AfterEach
    void close() {
        dialer.close();
    }

    @Test
    void anOpenPortIsConnectedTo() throws Exception {
        try (ServerSocket server = listen("127.0.0.1")) {
            Result result = check("tcp://127.0.0.1:" + server.getLocalPort(), ANYTHING, LIMIT);

            assertThat(result.failure()).isEmpty();
            assertThat(result.connected()).isTrue();
            assertThat(result.ip()).hasValue("127.0.0.1");
            assertThat(result.phases().connect()).isPositive();
        }
    }

    @Test
    void aNameIsLookedUpAndItsAddressesTriedInTurn() throws Exception {
        try (ServerSocket server = listen("127.0.0.1")) {
            Result result = check("tcp://localhost:" + server.getLocalPort(), ANYTHING, LIMIT);

            assertThat(result.connected()).isTrue();
            assertThat(result.phases().dns()).isPositive();
        }
    }

    @Test
    void anIpv6AddressCanBeWatched() throws Exception {
        try (ServerSocket server = listen("::1")) {
            assertThat(check("tcp://[::1]:" + server.getLocalPort(), ANYTHING, LIMIT).connected()).isTrue();
        }
    }

    @Test
    void aClosedPortIsARefusedConnection() throws Exception {
        int port;
        try (ServerSocket gone = listen("127.0.0.1")) {
            port = gone.getLocalPort();
        }
        Result result = check("tcp://127.0.0.1:" + port, ANYTHING, LIMIT);

        assertThat(reason(result)).isEqualTo("connection refused by 127.0.0.1:" + port);
        assertThat(result.connected()).isFalse();
    }

    @Test
    void anUnknownHostIsTold() throws Exception {
        assertThat(reason(check("tcp://nowhere.invalid:1", ANYTHING, LIMIT))).isEqualTo("unknown host nowhere.invalid");
    }

    @Test
    void aPortThatDoesNotAnswerIsOverAtItsLimitOrAtOnceWhenInterrupted() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            String target = "tcp://127.0.0.1:" + full.getLocalPort();

            assertThat(reason(check(target, ANYTHING, Duration.ofMillis(200))))
                    .isEqualTo("no answer within 200 ms: still connecting to 127.0.0.1:" + full.getLocalPort());

            Probe probe = type.probe(target, Settings.none(), ANYTHING);
            FutureTask<Result> check = new FutureTask<>(() -> probe.run(Duration.ofMinutes(5)));
            Thread thread = Thread.ofVirtual().start(check);
            await().until(() -> thread.getState() == Thread.State.WAITING
                    || thread.getState() == Thread.State.TIMED_WAITING);
            thread.interrupt();
            await().until(check::isDone);
            assertThatThrownBy(check::get).hasCauseInstanceOf(InterruptedException.class);
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void aDeniedAddressIsNotConnectedTo() throws Exception {
        ProbeContext nothing = (host, address) -> {
            throw new Refusal(host + " is denied");
        };
        assertThat(reason(check("tcp://localhost:1", nothing, LIMIT))).isEqualTo("localhost is denied");
        assertThatThrownBy(() -> type.probe("tcp://127.0.0.1:1", Settings.none(), nothing)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://db.example.com", "tcp://:5432", "tcp://[::1:22", "tcp://[nothing]:22", "db:5432",
        "tcp://a b:1", "tcp://ana@db:1", "tcp://db:5432/x"})
    void whatIsNoTargetIsRefused(String target) {
        assertThat(refusal(target)).isEqualTo("\"" + target
                + "\" is not a target of a tcp monitor; write tcp://host:port, such as tcp://db.example.com:5432");
    }

    @ParameterizedTest
    @CsvSource({"tcp://db:0,0", "tcp://db:65536,65536"})
    void aPortOutOfRangeIsRefused(String target, String port) {
        assertThat(refusal(target))
                .isEqualTo(
                        "\"" + target + "\" cannot be watched: " + port + " is not a port; write one from 1 to 65535");
    }

    private Result check(String target, ProbeContext context, Duration limit) throws Exception {
        Probe probe = type.probe(target, Settings.none(), context);
        FutureTask<Result> check = new FutureTask<>(() -> probe.run(limit));
        Thread.ofVirtual().start(check);
        return check.get(30, TimeUnit.SECONDS);
    }

    private String refusal(String target) {
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(() -> type.probe(target, Settings.none(), ANYTHING))
                .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return Catalogue.english().say(refused[0].phrase());
    }

    private static String reason(Result result) {
        return Catalogue.english().say(result.failure().orElseThrow());
    }

    private static ServerSocket listen(String address) throws IOException {
        return new ServerSocket(0, 5, InetAddress.ofLiteral(address));
    }

    @Test
    void onlyAPortThatTakesNoConnectionIsUnreachable() throws Exception {
        int port;
        try (ServerSocket gone = listen("127.0.0.1")) {
            port = gone.getLocalPort();
        }
        ProbeContext nothing = (host, address) -> {
            throw new Refusal(host + " is denied");
        };
        assertThat(check("tcp://127.0.0.1:" + port, ANYTHING, LIMIT).unreachable()).isTrue();
        assertThat(check("tcp://localhost:" + port, nothing, LIMIT).unreachable()).isFalse();
        assertThat(check("tcp://nowhere.invalid:1", ANYTHING, LIMIT).unreachable()).isFalse();
    }
}
