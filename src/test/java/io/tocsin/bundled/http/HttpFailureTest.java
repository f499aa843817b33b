package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that misbehave, and what is said of each. */
final class HttpFailureTest {

    private final Probing probing = new Probing();

    @BeforeAll
    static void warmUp() throws Exception {
        Probing.warmUp();
    }

    @AfterEach
    void close() {
        probing.close();
    }

    @Test
    void aServerThatNeverAnswersFailsInTimeWithTheByteThatIsMissing() throws Exception {
        try (RawServer server = RawServer.fallingSilentAfter("")) {
            Result result = probing.checkShortly(server.url());

            assertThat(Probing.reason(result))
                    .isEqualTo("no answer within 500 ms: connected to %s, waiting for the first byte",
                            server.address());
            assertThat(result.connected()).isTrue();
            assertThat(result.phases().firstByte()).isGreaterThan(200_000_000L);
            assertThat(result.phases().total()).isGreaterThanOrEqualTo(Probing.SHORT.toNanos());
        }
    }

    @Test
    void aHeaderThatNeverEndsIsTold() throws Exception {
        try (RawServer server = RawServer.fallingSilentAfter("HTTP/1.1 200 OK\r\nServer: slow\r\n")) {
            assertThat(Probing.reason(probing.checkShortly(server.url())))
                    .isEqualTo("no answer within 500 ms: %s has begun to answer, but its header does not end",
                            server.address());
        }
    }

    @Test
    void aBodyThatDripsIsUnderTheSameLimit() throws Exception {
        try (RawServer server = RawServer.fallingSilentAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nslow")) {
            Result result = probing.checkShortly(server.url());

            assertThat(Probing.reason(result))
                    .isEqualTo("no answer within 500 ms: only 4 of the 100 bytes of the body had come");
            assertThat(result.status()).hasValue(200);
            assertThat(result.phases().download()).isGreaterThan(200_000_000L);
        }
    }

    @Test
    void aBodyOfUnknownLengthThatDripsIsUnderTheSameLimit() throws Exception {
        try (RawServer server = RawServer.fallingSilentAfter("HTTP/1.1 200 OK\r\n\r\nslow")) {
            assertThat(Probing.reason(probing.checkShortly(server.url())))
                    .isEqualTo("no answer within 500 ms: the body had not ended after 4 bytes");
        }
    }

    @Test
    void aConnectionThatIsNotTakenIsTold() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            String address = "127.0.0.1:" + full.getLocalPort();

            Result result = probing.checkShortly("http://" + address);

            assertThat(Probing.reason(result)).isEqualTo("no answer within 500 ms: still connecting to %s", address);
            assertThat(result.connected()).isFalse();
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void anEndlessBodyIsCutAtTheBoundAndDownloadedNoFurther() throws Exception {
        byte[] block = new byte[8_192];
        Arrays.fill(block, (byte) 'x');
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(block);
            }
        })) {
            Result result = probing.check(server.url());

            assertThat(result.failure()).isEmpty();
            assertThat(result.status()).hasValue(200);
            assertThat(result.body()).hasSize(1_000_000);
            await().untilAsserted(() -> assertThat(server.allClosed()).isTrue());
        }
    }

    @Test
    void anEndlessChunkHeadIsCut() throws Exception {
        byte[] block = new byte[8_192];
        Arrays.fill(block, (byte) 'x');
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(block);
            }
        })) {
            assertThat(Probing.reason(probing.check(server.url(), "max-body=1000")))
                    .matches("the answer is too large for this check: 200\\d+ bytes have come already");
        }
    }

    @Test
    void aHeaderOfTenMegabytesIsRefusedEarly() throws Exception {
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.ISO_8859_1));
            out.write("x".repeat(10_000_000).getBytes(StandardCharsets.ISO_8859_1));
            out.write("\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        })) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("the header of the answer is too large: more than 256 kB");
        }
    }

    @Test
    void aHeaderOfVeryManyLinesIsRefusedEarly() throws Exception {
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.write("X-Line: 12345678901234567890\r\n".repeat(300_000).getBytes(StandardCharsets.ISO_8859_1));
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        })) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("the header of the answer is too large: more than 256 kB");
        }
    }

    @Test
    void aBodyThatBreaksOffIsCounted() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")) {
            Result result = probing.check(server.url());

            assertThat(Probing.reason(result))
                    .isEqualTo("the connection was closed in the middle of the body, after 4 of 100 bytes");
            assertThat(result.statusText()).isEqualTo("200 OK");
        }
    }

    @Test
    void aChunkedBodyThatBreaksOffIsCounted() throws Exception {
        try (RawServer server =
                RawServer.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nwo")) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("the connection was closed in the middle of the body, after 7 bytes");
        }
    }

    @Test
    void aServerThatClosesWithoutAWordIsTold() throws Exception {
        try (RawServer server = RawServer.saying("")) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("%s closed the connection without answering", server.address());
        }
    }

    @Test
    void aServerThatClosesInItsHeaderIsTold() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nServer: sh")) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("%s closed the connection in the middle of the header", server.address());
        }
    }

    @Test
    void aServerThatResetsIsTold() throws Exception {
        try (RawServer server = new RawServer((socket, out) -> socket.setSoLinger(true, 0))) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("%s broke off the connection without answering", server.address());
        }
    }

    @Test
    void aServerThatResetsInTheBodyIsTold() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            // a reset throws away what the other side has not read yet; the probe asks for more once it has its header
            read.await(300, TimeUnit.MILLISECONDS);
            socket.setSoLinger(true, 0);
        })) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("%s broke off the connection in the middle of the body", server.address());
        }
    }

    @Test
    void aServerThatResetsDuringTheHandshakeIsTold() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = rude.accept()) {
                    int begun = socket.getInputStream().read();
                    socket.setSoLinger(begun >= 0, 0);
                } catch (IOException gone) {
                    // the probe went away
                }
            });
            String address = "127.0.0.1:" + rude.getLocalPort();

            assertThat(Probing.reason(probing.check("https://" + address)))
                    .isEqualTo("%s broke off the connection during the TLS handshake", address);
        }
    }

    @Test
    void anAlertOfTheServerIsTold() throws Exception {
        try (ServerSocket strict = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = strict.accept()) {
                    int begun = socket.getInputStream().read();
                    byte[] handshakeFailure = {21, 3, 3, 0, 2, 2, 40};
                    socket.getOutputStream().write(handshakeFailure, 0, begun >= 0 ? handshakeFailure.length : 0);
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException gone) {
                    // the probe went away
                }
            });
            assertThat(Probing.reason(probing.check("https://127.0.0.1:" + strict.getLocalPort())))
                    .isEqualTo("the server broke off the TLS handshake: handshake_failure");
        }
    }

    @Test
    void redirectsThatGoRoundAreGivenUp() throws Exception {
        try (RawServer server =
                RawServer.saying("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("redirected to %sagain: more than 10 redirects", server.url());
            assertThat(server.connections()).isEqualTo(11);
        }
    }

    @Test
    void anAnswerThatIsNotHttpIsShown() throws Exception {
        try (RawServer server = RawServer.saying("220 mail.example.com ESMTP\r\n\r\n")) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("the answer is not valid HTTP: Unexpected status line: 220 mail.example.com ESMTP");
        }
    }

    @Test
    void aClosedPortIsARefusedConnection() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        Result result = probing.check("http://127.0.0.1:" + port);

        assertThat(Probing.reason(result)).isEqualTo("connection refused by 127.0.0.1:" + port);
        assertThat(result.connected()).isFalse();
        assertThat(result.status()).isEmpty();
    }

    @Test
    void aNameThatDoesNotExistIsAnUnknownHost() throws Exception {
        assertThat(Probing.reason(probing.check("http://nowhere.invalid/")))
                .isIn("unknown host nowhere.invalid",
                        "the name nowhere.invalid cannot be looked up: no name server answers");
    }

    @Test
    void aServerThatSpeaksNoTlsIsTold() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException gone) {
                    // the probe went away
                }
            });
            assertThat(Probing.reason(probing.check("https://127.0.0.1:" + plain.getLocalPort())))
                    .isEqualTo("the server does not speak TLS at this port; should the address begin with http://?");
        }
    }

    @Test
    void aLengthBelowZeroIsNotHttp() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello")) {
            assertThat(Probing.reason(probing.check(server.url())))
                    .isEqualTo("the answer is not valid HTTP: Content-Length: -5");
        }
    }

    @Test
    void numbersThatAreNoAddressAreToldAsTheyWereWritten() throws Exception {
        assertThat(Probing.reason(probing.check("http://0251.0376.0251.0376/")))
                .isEqualTo("unknown host 0251.0376.0251.0376");
    }

    @Test
    void onlyAConnectionThatNobodyTakesIsUnreachable() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        assertThat(probing.check("http://127.0.0.1:" + port).unreachable()).isTrue();
        assertThat(probing.check("http://127.0.0.1:" + port, "proxy=http://127.0.0.1:" + port).unreachable())
                .as("of a proxy that is gone").isFalse();
        assertThat(probing.check("http://nowhere.invalid/").unreachable()).isFalse();
        try (RawServer server = RawServer.saying("")) {
            assertThat(probing.check(server.url()).unreachable()).isFalse();
        }
    }
}
