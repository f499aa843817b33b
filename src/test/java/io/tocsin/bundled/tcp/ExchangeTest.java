package io.tocsin.bundled.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent and what comes back, by TCP and by UDP. */
final class ExchangeTest {

    private final TcpPlugin plugin = new TcpPlugin(InstantSource.system());
    private final Checks tcp = Checks.of(plugin, "tcp");
    private final Checks udp = Checks.of(plugin, "udp");

    @AfterEach
    void stop() {
        plugin.stop();
    }

    @Test
    void whatIsSentIsAnsweredAndTheAnswerIsTheBody() throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> {
            String asked = ScriptedServer.line(socket);
            ScriptedServer.say(socket, asked.equals("PING\t\\\u0001") ? "+PONG\r\n" : "-" + asked);
            ScriptedServer.drain(socket);
        })) {
            Result result = tcp.check("tcp://" + server.address(), "send", "PING\\t\\\\\\x01\\r\\n");

            assertThat(result.failure()).isEmpty();
            assertThat(result.connected()).isTrue();
            assertThat(Checks.body(result)).isEqualTo("+PONG\r\n");
            assertThat(result.phases().firstByte()).isPositive();
        }
    }

    @Test
    void anAnswerInPiecesIsReadUntilWhatMustCome() throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> {
            for (String piece : new String[] {"220 wel", "come to ma", "il\r", "\n", "more"}) {
                ScriptedServer.say(socket, piece);
            }
            ScriptedServer.drain(socket);
        })) {
            Result result = tcp.check("tcp://" + server.address(), "until", "mail\\r\\n");

            assertThat(Checks.body(result)).startsWith("220 welcome to mail\r\n");
        }
    }

    @Test
    void aBodyIsSentAsItIs() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(socket -> ScriptedServer.say(socket, ScriptedServer.line(socket)))) {
            assertThat(Checks.body(tcp.check("tcp://" + server.address(), "body", "a\\n\n"))).isEqualTo("a\\n");
        }
    }

    @Test
    void whoClosesTooSoonIsToldWithWhatCame() throws Exception {
        try (ScriptedServer server = ScriptedServer.saying("go away\u0007\n");
                ScriptedServer mute = ScriptedServer.saying("")) {
            assertThat(tcp.reason("tcp://" + server.address(), "until", "welcome"))
                    .isEqualTo(server.address() + " closed the connection and \"welcome\" had not come;"
                            + " what came is \"go away?\"");
            assertThat(tcp.reason("tcp://" + mute.address(), "until", "welcome"))
                    .isEqualTo(mute.address() + " closed the connection in place of an answer with \"welcome\"");
        }
    }

    @Test
    void whoBreaksOffIsTold() throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> {
            ScriptedServer.line(socket);
            socket.setSoLinger(true, 0);
        })) {
            assertThat(tcp.reason("tcp://" + server.address(), "send", "x\\n"))
                    .isEqualTo(server.address() + " broke off the connection in place of an answer");
        }
    }

    @Test
    void silenceEndsAtTheLimit() throws Exception {
        try (ScriptedServer server = ScriptedServer.silentAfter("220")) {
            Result result = tcp.check(Checks.SHORT, "tcp://" + server.address(), "until", "\n");

            assertThat(Checks.reason(result)).isEqualTo("no answer within 400 ms: connected to " + server.address()
                    + ", waiting for an answer with \"\\n\"");
            assertThat(result.connected()).isTrue();
        }
    }

    @Test
    void anEndlessAnswerIsCutOrRefused() throws Exception {
        byte[] much = new byte[100_000];
        Arrays.fill(much, (byte) 'x');
        try (ScriptedServer server = new ScriptedServer(socket -> {
            while (true) {
                socket.getOutputStream().write(much);
            }
        })) {
            assertThat(tcp.reason("tcp://" + server.address(), "until", "end"))
                    .startsWith(server.address() + " sends too much: ").endsWith("and \"end\" is not among them");
        }
    }

    @Test
    void settingsThatCannotBeMeantAreRefused() {
        assertThat(tcp.refusal("tcp://127.0.0.1:1", "send", "a\\q"))
                .isEqualTo("send has \"\\q\"; write \\r, \\n, \\t, \\\\ or two hexadecimal digits as in \\x00");
        assertThat(tcp.refusal("tcp://127.0.0.1:1", "until", "\\x9")).startsWith("until has \"\\x\"");
        assertThat(tcp.refusal("tcp://127.0.0.1:1", "send", "a", "body", "b"))
                .isEqualTo("send and body say the same thing in two ways; give one of them");
        assertThat(udp.refusal("udp://127.0.0.1"))
                .isEqualTo("\"udp://127.0.0.1\" is not a target of a udp monitor; write udp://host:port, such as"
                        + " udp://game.example.com:27015");
    }

    @Test
    void aDatagramIsAnswered() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> echo(server));
            String target = "udp://127.0.0.1:" + server.getLocalPort();

            Result result = udp.check(target, "send", "hello", "until", "hello back");
            assertThat(result.failure()).isEmpty();
            assertThat(Checks.body(result)).isEqualTo("hello back");
            assertThat(udp.reason(target, "send", "hello", "until", "other"))
                    .isEqualTo(target.substring(6) + " answered without \"other\"; what came is \"hello back\"");
        }
    }

    @Test
    void aPortWithNobodyIsUnreachable() throws Exception {
        int port;
        try (DatagramSocket gone = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        Result result = udp.check("udp://127.0.0.1:" + port);

        assertThat(Checks.reason(result))
                .isEqualTo("nobody is at 127.0.0.1:" + port + ": the machine says that the port is unreachable");
        assertThat(result.unreachable()).isTrue();
    }

    @Test
    void aSilentPortIsAsGoodAsUdpGets() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            Result result = udp.check("udp://127.0.0.1:" + silent.getLocalPort());

            assertThat(result.failure()).isEmpty();
            assertThat(result.connected()).isTrue();
            assertThat(Checks.reason(udp.check(Checks.SHORT, "udp://127.0.0.1:" + silent.getLocalPort(), "send", "x")))
                    .isEqualTo("no answer within 400 ms: connected to 127.0.0.1:" + silent.getLocalPort()
                            + ", waiting for an answer");
        }
    }

    private static void echo(DatagramSocket server) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                server.receive(packet);
                byte[] back = (new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8) + " back")
                        .getBytes(StandardCharsets.UTF_8);
                server.send(new DatagramPacket(back, back.length, packet.getSocketAddress()));
            }
        } catch (java.io.IOException closed) {
            // the test is over
        }
    }
}
