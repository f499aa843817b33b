package io.tocsin.bundled.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PingTest {

    private final Dialer dialer = new Dialer("test", InstantSource.system(), Trust::ofThisJava);

    @AfterEach
    void close() {
        dialer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping://127.0.0.1", "icmp://[::1]", "ping://localhost"})
    void whoAnswersIsTimed(String target) throws Exception {
        try (AnyEchoing echoing = AnyEchoing.ofThisMachine()) {
            Result result = checks(echoing).check(target, "packets", "2");

            assumeTrue(
                    result.failure().filter(why -> why.key().equals("ping.not-allowed")).isEmpty(),
                    "this machine neither lets anybody ping nor has the program ping");
            assertThat(result.failure()).isEmpty();
            assertThat(result.connected()).isTrue();
            assertThat(Checks.body(result)).startsWith("{\"sent\":2,\"received\":2,\"loss\":0,\"min\":");
            assertThat(result.statusText()).isEqualTo("2 of 2 answered, 0% lost");
            assertThat(result.phases().connect()).isPositive();
        }
    }

    /** In a network of its own a process may say who may ping there. */
    @Test
    void theKernelPingsForWhomItIsAllowed() throws Exception {
        Path output = Files.createTempFile("ping", ".txt");
        String script = "echo '0 0' > /proc/sys/net/ipv4/ping_group_range && ip link set lo up && exec \"$0\" \"$@\"";
        Process process = new ProcessBuilder(
                "unshare", "-Urn", "sh", "-c", script, ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                System.getProperty("java.class.path"), KernelPings.class.getName())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        Files.delete(output);

        assumeTrue(said.contains("RAN"), "this machine lets nobody make a network of their own: " + said.strip());
        assertThat(said).contains("4: 3 of 3, in order\n").contains("6: 3 of 3, in order\n")
                .contains("many: 500 of 500\n").contains("threads gone\n");
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void silenceAndNoRouteAndNoPermissionAreToldApart() throws Exception {
        assertThat(checks((to, count, limit) -> RoundTrips.of(count, new long[0])).reason("ping://127.0.0.1"))
                .isEqualTo("no answer within 1 min: 127.0.0.1 has answered none of 3 pings");
        assertThat(checks((to, count, limit) -> {
            throw new java.net.NoRouteToHostException("No route to host");
        }).reason("ping://127.0.0.1")).isEqualTo("127.0.0.1 cannot be reached: No route to host");
        assertThat(checks((to, count, limit) -> {
            throw new Echoing.UnavailableException("error 13");
        }).reason("ping://127.0.0.1")).isEqualTo("this machine lets nobody ping (error 13); allow it by sysctl"
                + " net.ipv4.ping_group_range=\"0 2147483647\", or install the program ping");
        assertThat(checks((to, count, limit) -> RoundTrips.of(1, new long[] {5})).reason("ping://nowhere.invalid"))
                .isEqualTo("unknown host nowhere.invalid");
    }

    @Test
    void someLossIsSeenAndIsNoFailure() throws Exception {
        Result result = checks((to, count, limit) -> RoundTrips.of(count, new long[] {1_000_000, 2_500_000}))
                .check("ping://127.0.0.1", "packets", "4");

        assertThat(result.failure()).isEmpty();
        assertThat(Checks.body(result)).isEqualTo(
                "{\"sent\":4,\"received\":2,\"loss\":50,\"min\":1.000,\"avg\":1.750,\"max\":2.500}");
        assertThat(result.phases().connect()).isEqualTo(1_750_000);
    }

    @Test
    void anotherWayIsTakenWhereOneIsClosed() throws Exception {
        try (FakeWay closed = new FakeWay((to, count, limit) -> {
            throw new Echoing.UnavailableException("error 13");
        }); FakeWay open = new FakeWay((to, count, limit) -> RoundTrips.of(count, new long[] {7}))) {
            assertThat(new AnyEchoing(java.util.List.of(closed, open))
                    .send(InetAddress.ofLiteral("127.0.0.1"), 1, Duration.ofSeconds(1)).received()).isEqualTo(1);
        }
        try (CommandEchoing missing = new CommandEchoing("/no/such/ping")) {
            assertThatThrownBy(() -> missing.send(InetAddress.ofLiteral("127.0.0.1"), 1, Duration.ofSeconds(1)))
                    .isInstanceOf(Echoing.UnavailableException.class).hasMessage("there is no program /no/such/ping");
        }
    }

    @Test
    void whatTheProgramSaysIsUnderstood() throws Exception {
        String iputils = """
                PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.

                --- 127.0.0.1 ping statistics ---
                3 packets transmitted, 2 received, 33% packet loss, time 402ms
                rtt min/avg/max/mdev = 0.026/0.042/0.058/0.013 ms
                """;
        assertThat(CommandEchoing.read(iputils, 3)).isEqualTo(new RoundTrips(3, 2, 26_000, 42_000, 58_000));
        String busybox = "2 packets transmitted, 2 packets received, 0% packet loss\n"
                + "round-trip min/avg/max = 0.1/0.2/0.3 ms\n";
        assertThat(CommandEchoing.read(busybox, 3)).isEqualTo(new RoundTrips(2, 2, 100_000, 200_000, 300_000));
        assertThat(CommandEchoing.read("3 packets transmitted, 0 received, 100% packet loss", 3).loss()).isEqualTo(100);
        assertThatThrownBy(() -> CommandEchoing.read("ping: connect: Network is unreachable", 3))
                .isInstanceOf(java.net.NoRouteToHostException.class);
        assertThatThrownBy(() -> CommandEchoing.read("ping: socktype: SOCK_RAW", 3))
                .isInstanceOf(Echoing.UnavailableException.class);
    }

    @Test
    void nonsenseIsNobodysAnswer() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            boolean reply = bytes.length >= 16 && bytes[0] == 0 && bytes[1] == 0;
            assertThat(Echo.token(false, ByteBuffer.wrap(bytes)).isPresent()).isEqualTo(reply);
        }
        byte[] own = Echo.request(false, 1, 42);
        assertThat(Echo.token(false, ByteBuffer.wrap(own))).as("a request is no answer").isEmpty();
        own[0] = 0;
        assertThat(Echo.token(false, ByteBuffer.wrap(own))).hasValue(42);
        String text = new String(new byte[] {27, 91}, StandardCharsets.US_ASCII) + "1 packets transmitted, x";
        assertThatThrownBy(() -> CommandEchoing.read(text, 1)).isInstanceOf(IOException.class);
    }

    @Test
    void aPortIsRefused() {
        Checks checks = checks((to, count, limit) -> RoundTrips.of(count, new long[0]));
        assertThat(checks.refusal("ping://127.0.0.1:80")).isEqualTo("\"ping://127.0.0.1:80\" cannot be watched: a ping"
                + " goes to a host, not to a port; write ping://host, or tcp://host:port");
        assertThat(checks.refusal("ping://127.0.0.1", "packets", "21")).contains("21");
        assertThat(new PingType(dialer, AnyEchoing.ofThisMachine()).probe("icmp://127.0.0.1", Settings.none(),
                (host, address) -> {})).isNotNull();
    }

    private Checks checks(FakeWay.Way way) {
        return new Checks(new PingType(dialer, new FakeWay(way)));
    }

    private Checks checks(Echoing echoing) {
        return new Checks(new PingType(dialer, echoing));
    }
}
