package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.Ports;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Certificates, good and bad, and handshakes that come to nothing. */
final class HttpTlsTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(1).commonName("Test Authority").build();
    private static final HeldCertificate BETWEEN = valid(40)
            .certificateAuthority(0)
            .commonName("Test Intermediate")
            .signedBy(AUTHORITY)
            .build();

    private final Probing probing = new Probing(
            Trust.by(new HandshakeCertificates.Builder()
                    .addTrustedCertificate(AUTHORITY.certificate())
                    .build()
                    .trustManager()),
            InstantSource.fixed(NOW));
    private final MockWebServer server = new MockWebServer();

    @BeforeAll
    static void warmUp() throws Exception {
        Probing.warmUp();
    }

    @AfterEach
    void close() {
        probing.close();
        server.close();
    }

    @Test
    void aGoodCertificateIsTimedAndItsHandshakeToo() throws Exception {
        serve(valid(30).addSubjectAlternativeName("localhost").signedBy(AUTHORITY).build());

        Result result = probing.check("https://localhost:" + server.getPort());

        assertThat(result.failure()).isEmpty();
        assertThat(result.certificateLeft()).hasValue(Duration.ofDays(30));
        assertThat(result.phases().tls()).isPositive();
        assertThat(new String(result.body(), StandardCharsets.UTF_8)).isEqualTo("secure");
    }

    @Test
    void theCertificateInBetweenCountsWhenItEndsFirst() throws Exception {
        HeldCertificate leaf = valid(60).addSubjectAlternativeName("localhost").signedBy(BETWEEN).build();
        serve(leaf, BETWEEN);

        assertThat(probing.check("https://localhost:" + server.getPort()).certificateLeft())
                .hasValue(Duration.ofDays(40));
    }

    @Test
    void aChangedCertificateIsSeenByTheNextCheck() throws Exception {
        Probe probe;
        int port;
        try (MockWebServer first = new MockWebServer()) {
            serve(first, Ports.quiet(), valid(30).addSubjectAlternativeName("localhost").signedBy(AUTHORITY).build());
            port = first.getPort();
            probe = probing.probe("https://localhost:" + port);
            assertThat(Probing.run(probe, Probing.LIMIT).certificateLeft()).hasValue(Duration.ofDays(30));
        }
        serve(server, port, valid(90).addSubjectAlternativeName("localhost").signedBy(AUTHORITY).build());

        assertThat(Probing.run(probe, Probing.LIMIT).certificateLeft()).hasValue(Duration.ofDays(90));
    }

    @Test
    void anExpiredCertificateIsTold() throws Exception {
        serve(new HeldCertificate.Builder()
                .validityInterval(0, Instant.parse("2020-01-02T03:04:00Z").toEpochMilli())
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY)
                .build());

        Result result = probing.check("https://localhost:" + server.getPort());

        assertThat(Probing.reason(result)).isEqualTo("the certificate has expired, on 2020-01-02 03:04 UTC");
        assertThat(result.status()).isEmpty();
    }

    @Test
    void aCertificateOfTheFutureIsTold() throws Exception {
        serve(new HeldCertificate.Builder()
                .validityInterval(
                        Instant.parse("2090-01-02T03:04:00Z").toEpochMilli(),
                        Instant.parse("2091-01-02T03:04:00Z").toEpochMilli())
                .addSubjectAlternativeName("localhost")
                .signedBy(AUTHORITY)
                .build());

        assertThat(Probing.reason(probing.check("https://localhost:" + server.getPort())))
                .isEqualTo("the certificate is not valid before 2090-01-02 03:04 UTC");
    }

    @Test
    void aCertificateForAnotherHostIsTold() throws Exception {
        serve(valid(30)
                .addSubjectAlternativeName("shop.example")
                .addSubjectAlternativeName("*.shop.example")
                .signedBy(AUTHORITY)
                .build());

        assertThat(Probing.reason(probing.check("https://localhost:" + server.getPort())))
                .isEqualTo("the certificate is for shop.example, *.shop.example, not for localhost");
    }

    @Test
    void aCertificateWithoutAnyHostIsTold() throws Exception {
        serve(valid(30).signedBy(AUTHORITY).build());

        assertThat(Probing.reason(probing.check("https://localhost:" + server.getPort())))
                .isEqualTo("the certificate names no host, so it is not for localhost");
    }

    @Test
    void aSelfSignedCertificateIsToldAndCanBeAllowed() throws Exception {
        HeldCertificate own = valid(30).addSubjectAlternativeName("elsewhere.example").build();
        serve(own);

        assertThat(Probing.reason(probing.check("https://localhost:" + server.getPort())))
                .isEqualTo("the certificate is self-signed; if that is meant to be, set insecure true");

        Result result = probing.check("https://localhost:" + server.getPort(), "insecure=true");
        assertThat(result.failure()).isEmpty();
        assertThat(result.certificateLeft()).hasValue(Duration.ofDays(30));
    }

    @Test
    void anUnknownIssuerIsNamed() throws Exception {
        HeldCertificate stranger =
                new HeldCertificate.Builder().certificateAuthority(0).commonName("Stranger").build();
        HeldCertificate leaf = valid(30).addSubjectAlternativeName("localhost").signedBy(stranger).build();
        serve(leaf, stranger);

        assertThat(Probing.reason(probing.check("https://localhost:" + server.getPort())))
                .isEqualTo("the certificate's issuer is not trusted: CN=Stranger");
    }

    @Test
    void aCertificateLeftOutByTheServerIsGuessed() throws Exception {
        serve(valid(30).addSubjectAlternativeName("localhost").signedBy(BETWEEN).build());

        assertThat(Probing.reason(probing.check("https://localhost:" + server.getPort())))
                .isEqualTo(
                        "the certificate's issuer is not trusted, or the server leaves out a certificate in between: "
                                + "CN=Test Intermediate");
    }

    @Test
    void aHandshakeThatHangsIsOverInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            assertThat(Probing.reason(probing.checkShortly("https://" + address)))
                    .isEqualTo("no answer within 500 ms: connected to %s, still in the TLS handshake", address);
        }
    }

    @Test
    void aHandshakeThatIsClosedIsTold() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = rude.accept()) {
                    socket.getInputStream().readNBytes(5);
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException gone) {
                    // the probe went away
                }
            });
            String address = "127.0.0.1:" + rude.getLocalPort();

            assertThat(Probing.reason(probing.check("https://" + address)))
                    .isEqualTo("%s closed the connection during the TLS handshake", address);
        }
    }

    @Test
    void theSecondVersionIsSpokenWhenAskedFor() throws Exception {
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        serve(valid(30).addSubjectAlternativeName("localhost").signedBy(AUTHORITY).build());

        Result result = probing.check("https://localhost:" + server.getPort(), "http=2");

        assertThat(result.failure()).isEmpty();
        assertThat(result.statusText()).isEqualTo("200 OK");
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    }

    @Test
    void aServerWithoutTheSecondVersionFailsWhenItIsAskedFor() throws Exception {
        server.setProtocols(List.of(Protocol.HTTP_1_1));
        serve(valid(30).addSubjectAlternativeName("localhost").signedBy(AUTHORITY).build());

        assertThat(Probing.reason(probing.check("https://localhost:" + server.getPort(), "http=2")))
                .isEqualTo("the server speaks HTTP/1.1, not HTTP/2");
    }

    @Test
    void anEndlessBodyOfTheSecondVersionIsCut() throws Exception {
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        keys(server, valid(30).addSubjectAlternativeName("localhost").signedBy(AUTHORITY).build());
        server.start();
        server.enqueue(new MockResponse.Builder().body("x".repeat(3_000_000)).build());

        assertThat(probing.check("https://localhost:" + server.getPort(), "http=2").body()).hasSize(1_000_000);
    }

    @Test
    void aLargeHeaderOfTheSecondVersionIsRefused() throws Exception {
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        keys(server, valid(30).addSubjectAlternativeName("localhost").signedBy(AUTHORITY).build());
        server.start();
        server.enqueue(new MockResponse.Builder().addHeader("X-Long", "x".repeat(1_000_000)).build());

        assertThat(Probing.reason(probing.check("https://localhost:" + server.getPort(), "http=2")))
                .isEqualTo("the header of the answer is too large: more than 256 kB");
    }

    private void serve(HeldCertificate leaf, HeldCertificate... between) throws IOException {
        serve(server, 0, leaf, between);
    }

    private static void serve(MockWebServer server, int port, HeldCertificate leaf, HeldCertificate... between)
            throws IOException {
        keys(server, leaf, between);
        server.start(port);
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder().body("secure").build());
        }
    }

    private static void keys(MockWebServer server, HeldCertificate leaf, HeldCertificate... between) {
        X509Certificate[] chain = Arrays.stream(between)
                .map(HeldCertificate::certificate)
                .toArray(X509Certificate[]::new);
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(leaf, chain)
                .build()
                .sslSocketFactory());
    }

    private static HeldCertificate.Builder valid(int days) {
        return new HeldCertificate.Builder()
                .commonName("server")
                .validityInterval(
                        NOW.minus(1, ChronoUnit.DAYS).toEpochMilli(),
                        NOW.plus(days, ChronoUnit.DAYS).toEpochMilli());
    }
}
