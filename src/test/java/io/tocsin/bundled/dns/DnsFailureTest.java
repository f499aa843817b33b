package io.tocsin.bundled.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.ScriptedServer;
import io.tocsin.net.Trust;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Name servers that misbehave, as real ones cannot be made to. */
final class DnsFailureTest {

    private static final int FLAGS = 2;
    private static final byte ANSWER = (byte) 0x80;
    private static final byte CUT_ANSWER = (byte) 0x82;

    private final Dialer dialer = new Dialer("test", InstantSource.system(), Trust::ofThisJava);
    private final Checks dns = new Checks(new DnsType(dialer, Path.of("/no/such/file")));

    @AfterEach
    void stop() {
        dialer.close();
    }

    @Test
    void aServerThatKeepsSilentIsWaitedForInVain() throws Exception {
        try (DatagramSocket silent = byUdp(0)) {
            String there = "127.0.0.1:" + silent.getLocalPort();

            assertThat(Checks.reason(dns.check(Checks.SHORT, "dns://" + there + "/one.test"))).isEqualTo(
                    "no answer within 400 ms: connected to " + there + ", waiting for the answer of the name server");
        }
    }

    @Test
    void anAnswerThatEndsTooSoonIsTold() throws Exception {
        try (DatagramSocket server = byUdp(0)) {
            answerAll(server, ANSWER, 7);
            String there = "127.0.0.1:" + server.getLocalPort();

            assertThat(dns.reason("dns://" + there + "/one.test"))
                    .isEqualTo("the answer of " + there + " is not valid DNS: it ends too soon");
        }
    }

    @Test
    void theRestByTcpMayNotComeOrBeOfAnotherQuestion() throws Exception {
        try (ScriptedServer silent = ScriptedServer.silentAfter("");
                DatagramSocket besideSilent = byUdp(silent.port());
                ScriptedServer astray = new ScriptedServer(DnsFailureTest::answerSomethingElse);
                DatagramSocket besideAstray = byUdp(astray.port())) {
            answerAll(besideSilent, CUT_ANSWER, Integer.MAX_VALUE);
            answerAll(besideAstray, CUT_ANSWER, Integer.MAX_VALUE);

            assertThat(Checks.reason(dns.check(Checks.SHORT, "dns://" + silent.address() + "/one.test"))).isEqualTo(
                    "no answer within 400 ms: connected to " + silent.address()
                            + ", waiting for the rest of the answer, by TCP");
            assertThat(dns.reason("dns://" + astray.address() + "/one.test"))
                    .isEqualTo(astray.address() + " answered by TCP to something else than was asked");
        }
    }

    private static DatagramSocket byUdp(int port) throws IOException {
        return new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"));
    }

    /** Sends each question back as its own answer, of so many bytes at most. */
    private static void answerAll(DatagramSocket server, byte flags, int most) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    DatagramPacket question = new DatagramPacket(new byte[1_000], 1_000);
                    server.receive(question);
                    byte[] answer = Arrays.copyOf(question.getData(), Math.min(most, question.getLength()));
                    answer[FLAGS] = flags;
                    server.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException closed) {
                // the test is over
            }
        });
    }

    private static void answerSomethingElse(Socket socket) throws IOException {
        byte[] length = socket.getInputStream().readNBytes(2);
        byte[] answer = socket.getInputStream().readNBytes(ByteBuffer.wrap(length).getShort());
        answer[0]++;
        answer[FLAGS] = ANSWER;
        socket.getOutputStream().write(length);
        socket.getOutputStream().write(answer);
    }
}
