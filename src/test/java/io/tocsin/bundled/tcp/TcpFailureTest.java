package io.tocsin.bundled.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.LoopbackNames;
import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of names that lead nowhere, of what the operating system refuses, and of servers that send too much. */
final class TcpFailureTest {

    private final TcpPlugin plugin = new TcpPlugin(InstantSource.system());
    private final Checks tcp = Checks.of(plugin, "tcp");
    private final Checks udp = Checks.of(plugin, "udp");

    @AfterEach
    void stop() {
        plugin.stop();
    }

    @Test
    void aLookUpThatDoesNotEndIsOverAtTheLimit() throws Exception {
        Result result = tcp.check(Checks.SHORT, "tcp://tcp" + LoopbackNames.SLOW + ":1");

        assertThat(Checks.reason(result))
                .isEqualTo("no answer within 400 ms: still looking up the name tcp.slow.invalid");
        assertThat(result.unreachable()).isFalse();
    }

    @Test
    void aNameThatNoServerAnswersForIsNotCalledUnknown() throws Exception {
        assertThat(tcp.reason("tcp://tcp" + LoopbackNames.UNANSWERED + ":1"))
                .isEqualTo("the name tcp.unanswered.invalid cannot be looked up: no name server answers");
    }

    @Test
    void anAddressThatNoConnectionLeadsToIsUnreachable() throws Exception {
        Result result = tcp.check("tcp://127.255.255.255:1");

        assertThat(Checks.reason(result)).isEqualTo("127.255.255.255:1 cannot be reached: Network is unreachable");
        assertThat(result.unreachable()).isTrue();
    }

    @Test
    void whatTheSystemRefusesIsToldInItsWords() throws Exception {
        assertThat(tcp.reason("tcp://[fe80::1]:1")).isEqualTo("connecting to [fe80::1]:1 failed: Invalid argument");
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            String there = "127.0.0.1:" + server.getLocalPort();
            assertThat(udp.reason("udp://" + there, "send", "x".repeat(70_000)))
                    .isEqualTo("talking to " + there + " failed: Message too long");
        }
    }

    @Test
    void anAnswerWithoutAnEndIsGivenUpWithWhatWasAwaited() throws Exception {
        String much = "x".repeat(100_000);
        try (ScriptedServer server = new ScriptedServer(socket -> {
            while (true) {
                ScriptedServer.say(socket, much);
            }
        })) {
            assertThat(tcp.reason("tcp://" + server.address(), "until", "end")).matches(
                    server.address() + " sends too much: \\d{7} bytes have come, and \"end\" is not among them");
        }
    }
}
