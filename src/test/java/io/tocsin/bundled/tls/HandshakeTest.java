package io.tocsin.bundled.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.Certified;
import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes that come to nothing, and certificates that nobody should trust, each told in words. */
final class HandshakeTest {

    private static final HeldCertificate STRANGER =
            new HeldCertificate.Builder().certificateAuthority(0).commonName("Stranger").build();

    private final TlsPlugin plugin =
            new TlsPlugin(new Dialer("test", InstantSource.fixed(Certified.NOW), Certified::trust));
    private final Checks tls = Checks.of(plugin, "tls");
    private final Checks starttls = Checks.of(plugin, "starttls");

    @AfterEach
    void stop() {
        plugin.stop();
    }

    private static ScriptedServer serving(HandshakeCertificates.Builder certificates) throws IOException {
        HandshakeCertificates shown = certificates.build();
        return new ScriptedServer(socket -> {
            SSLSocket secured = (SSLSocket) shown.sslContext().getSocketFactory()
                    .createSocket(socket, null, socket.getPort(), false);
            secured.setUseClientMode(false);
            secured.startHandshake();
            ScriptedServer.drain(secured);
        });
    }

    /** Reads the beginning of the handshake and answers with these bytes. */
    private static ScriptedServer answering(int... bytes) throws IOException {
        return new ScriptedServer(socket -> {
            begun(socket);
            for (int one : bytes) {
                socket.getOutputStream().write(one);
            }
            socket.shutdownOutput();
            ScriptedServer.drain(socket);
        });
    }

    private static void begun(Socket socket) throws IOException {
        assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
    }

    private static HeldCertificate.Builder forLocalhost() {
        return new HeldCertificate.Builder().addSubjectAlternativeName("localhost")
                .validityInterval(Certified.NOW.minusSeconds(3_600).toEpochMilli(),
                        Certified.NOW.plusSeconds(86_400).toEpochMilli());
    }

    @Test
    void anIssuerThatNobodyKnowsIsNamed() throws Exception {
        HeldCertificate leaf = forLocalhost().signedBy(STRANGER).build();
        try (ScriptedServer whole = serving(
                new HandshakeCertificates.Builder().heldCertificate(leaf, STRANGER.certificate()));
                ScriptedServer alone = serving(new HandshakeCertificates.Builder().heldCertificate(leaf))) {
            assertThat(tls.reason("tls://localhost:" + whole.port()))
                    .isEqualTo("the certificate's issuer is not trusted: CN=Stranger");
            assertThat(tls.reason("tls://localhost:" + alone.port())).isEqualTo(
                    "the certificate's issuer is not trusted, or the server leaves out a certificate in between:"
                            + " CN=Stranger");
        }
    }

    @Test
    void aCertificateOfTheFutureIsTold() throws Exception {
        HeldCertificate early = Certified.forDays(30).addSubjectAlternativeName("localhost")
                .validityInterval(Certified.NOW.plusSeconds(3_600).toEpochMilli(),
                        Certified.NOW.plusSeconds(86_400).toEpochMilli())
                .build();
        try (ScriptedServer server = serving(new HandshakeCertificates.Builder().heldCertificate(early))) {
            assertThat(tls.reason("tls://localhost:" + server.port()))
                    .matches("the certificate is not valid before \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC");
        }
    }

    @Test
    void aHandshakeThatHangsOrIsClosedOrIsNoneIsTold() throws Exception {
        try (ScriptedServer silent = ScriptedServer.silentAfter("");
                ScriptedServer closing = answering();
                ScriptedServer wrong = answering(22, 3, 3, 0xFF, 0xFF)) {
            assertThat(Checks.reason(tls.check(Checks.SHORT, "tls://127.0.0.1:" + silent.port()))).isEqualTo(
                    "no answer within 400 ms: connected to " + silent.address() + ", still in the TLS handshake");
            assertThat(tls.reason("tls://127.0.0.1:" + closing.port()))
                    .isEqualTo(closing.address() + " closed the connection during the TLS handshake");
            assertThat(tls.reason("tls://127.0.0.1:" + wrong.port()))
                    .isEqualTo("the TLS handshake failed: Bad input record size, TLSCiphertext.length = 65535");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''               | no answer within 400 ms: connected to %s, waiting for the greeting",
        "'220 mail\r\n' | no answer within 400 ms: connected to %s, waiting for the reply",
    })
    void whatAMailServerStillOwesIsTold(String said, String reason) throws Exception {
        try (ScriptedServer server = ScriptedServer.silentAfter(said)) {
            assertThat(
                    Checks.reason(starttls.check(Checks.SHORT, "starttls://" + server.address(), "protocol", "smtp")))
                    .isEqualTo(reason, server.address());
        }
    }
}
