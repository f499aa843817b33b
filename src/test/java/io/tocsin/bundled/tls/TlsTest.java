package io.tocsin.bundled.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import io.tocsin.net.Certified;
import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.helper.BasicMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Certificates of LDAP, SMTP and IMAP servers, and of scripts where no server is at hand. */
final class TlsTest {

    private static final HeldCertificate GOOD = Certified.good();

    private final Dialer dialer = new Dialer("test", InstantSource.fixed(Certified.NOW), Certified::trust);
    private final TlsPlugin plugin = new TlsPlugin(dialer);
    private final Checks tls = Checks.of(plugin, "tls");
    private final Checks starttls = Checks.of(plugin, "starttls");

    @AfterEach
    void stop() {
        plugin.stop();
    }

    /** Goes on in TLS on a connection that began plain. */
    private static void secure(Socket plain, SSLContext context) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
        secured.setUseClientMode(false);
        secured.startHandshake();
        ScriptedServer.drain(secured);
    }

    private static SSLContext alone(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslContext();
    }

    private static ScriptedServer serving(HeldCertificate certificate) throws IOException {
        return new ScriptedServer(socket -> secure(socket, Certified.context(certificate)));
    }

    @Test
    void anLdapServerIsWatchedByLdapsAndByStartTls() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPSConfig("ldaps", local, 0,
                        Certified.context(GOOD).getServerSocketFactory(), null),
                InMemoryListenerConfig.createLDAPConfig("ldap", local, 0, Certified.context(GOOD).getSocketFactory()),
                InMemoryListenerConfig.createLDAPConfig("plain", local, 0, null));
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.startListening();
        try {
            assertGood(tls.check("tls://localhost:" + server.getListenPort("ldaps")));
            assertGood(starttls.check("starttls://127.0.0.1:" + server.getListenPort("ldap"), "protocol", "ldap"));
            assertThat(starttls.reason("starttls://127.0.0.1:" + server.getListenPort("plain"), "protocol", "ldap"))
                    .matches("127.0.0.1:\\d+ refuses StartTLS: it says \"LDAP \\d+\"");
        } finally {
            server.shutDown(true);
        }
    }

    @Test
    void anSmtpServerIsWatchedByStartTls() throws Exception {
        SMTPServer server = SMTPServer.port(0).bindAddress(InetAddress.ofLiteral("127.0.0.1"))
                .messageHandler((BasicMessageListener) (messageContext, from, to, data) -> {}).enableTLS()
                .startTlsSocketFactory(Certified.context(GOOD)).build();
        server.start();
        try {
            assertGood(starttls.check("starttls://localhost:" + server.getPortAllocated()));
        } finally {
            server.stop();
        }
    }

    @Test
    void imapsAndSmtpsServersAreWatched() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)});
        server.start();
        try {
            int imaps = server.getImaps().getPort();
            Result result = tls.check("tls://127.0.0.1:" + imaps, "insecure", "true", "until", "\\r\\n");
            assertThat(result.failure()).isEmpty();
            assertThat(Checks.body(result)).startsWith("* OK ");
            assertThat(result.certificateLeft()).isPresent();
            assertThat(tls.reason("tls://127.0.0.1:" + imaps)).contains("certificate");
            assertThat(tls.check("tls://127.0.0.1:" + server.getSmtps().getPort(), "insecure", "true").failure())
                    .isEmpty();
            assertThat(starttls.reason("starttls://127.0.0.1:" + server.getSmtp().getPort()))
                    .endsWith(" does not offer TLS");
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "imap, '* OK ready\r\n', 't1 STARTTLS', '* bye\r\nt1 OK begin\r\n'",
        "pop3, '+OK ready\r\n', 'STLS', '+OK begin\r\n'",
        "ftp, '220-welcome\r\n220 ready\r\n', 'AUTH TLS', '234 begin\r\n'",
    })
    void aProtocolIsAskedForTlsInItsOwnWords(String protocol, String greeting, String asked, String agreed)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> {
            ScriptedServer.say(socket, greeting);
            if (ScriptedServer.line(socket).equals(asked)) {
                ScriptedServer.say(socket, agreed);
                secure(socket, Certified.context(GOOD));
            }
        })) {
            assertGood(starttls.check("starttls://localhost:" + server.port(), "protocol", protocol));
        }
        try (ScriptedServer server = new ScriptedServer(socket -> {
            ScriptedServer.say(socket, greeting);
            ScriptedServer.line(socket);
            ScriptedServer.say(socket, "500 no\r\nt1 NO\r\n");
            ScriptedServer.drain(socket);
        })) {
            assertThat(starttls.reason("starttls://localhost:" + server.port(), "protocol", protocol))
                    .contains(" refuses ").contains("it says \"");
        }
        try (ScriptedServer server = ScriptedServer.silentAfter("HTTP/1.1 400\r\n")) {
            assertThat(starttls.reason("starttls://localhost:" + server.port(), "protocol", protocol))
                    .contains(" does not speak " + protocol + ": it says \"HTTP/1.1 400\"");
        }
    }

    @Test
    void postgresIsAskedInItsOwnWay() throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> {
            if (socket.getInputStream().readNBytes(8)[4] == 4) {
                ScriptedServer.say(socket, "S");
                secure(socket, Certified.context(GOOD));
            }
        }); ScriptedServer none = ScriptedServer.saying("N")) {
            assertGood(starttls.check("starttls://localhost:" + server.port(), "protocol", "postgres"));
            assertThat(starttls.reason("starttls://localhost:" + none.port(), "protocol", "postgres"))
                    .endsWith(" does not offer TLS");
        }
    }

    @Test
    void whatIsWrongWithACertificateIsTold() throws Exception {
        HeldCertificate expired = Certified.forDays(-2).addSubjectAlternativeName("localhost").build();
        HeldCertificate other = Certified.forDays(30).addSubjectAlternativeName("other.example").build();
        HeldCertificate own = new HeldCertificate.Builder().addSubjectAlternativeName("localhost")
                .validityInterval(Certified.NOW.minusSeconds(3_600).toEpochMilli(),
                        Certified.NOW.plusSeconds(86_400).toEpochMilli())
                .build();
        try (ScriptedServer first = serving(expired);
                ScriptedServer second = serving(other);
                ScriptedServer third = new ScriptedServer(socket -> secure(socket, alone(own)));
                ScriptedServer plain = ScriptedServer.silentAfter("220 mail\r\n");
                ScriptedServer gone = ScriptedServer.saying("")) {
            assertThat(tls.reason("tls://localhost:" + first.port())).startsWith("the certificate has expired, on ");
            assertThat(tls.reason("tls://localhost:" + second.port()))
                    .isEqualTo("the certificate is for other.example, not for localhost");
            assertThat(tls.reason("tls://localhost:" + third.port()))
                    .isEqualTo("the certificate is self-signed; if that is meant to be, set insecure true");
            assertThat(tls.check("tls://localhost:" + first.port(), "insecure", "true").certificateLeft())
                    .hasValue(Duration.ofDays(-2));
            assertThat(tls.reason("tls://localhost:" + plain.port()))
                    .isEqualTo("the server does not speak TLS at this port");
            assertThat(tls.reason("tls://localhost:" + gone.port())).contains("connection during the TLS handshake");
        }
    }

    @Test
    void aHandshakeThatTheServerBreaksOffIsTold() throws Exception {
        HeldCertificate nameless = Certified.forDays(30).build();
        try (ScriptedServer rude = new ScriptedServer(socket -> {
            int begun = socket.getInputStream().read();
            socket.setSoLinger(begun >= 0, 0);
        }); ScriptedServer strict = new ScriptedServer(socket -> {
            byte[] handshakeFailure = {21, 3, 3, 0, 2, 2, 40};
            int begun = socket.getInputStream().read();
            socket.getOutputStream().write(handshakeFailure, 0, begun >= 0 ? handshakeFailure.length : 0);
            ScriptedServer.drain(socket);
        }); ScriptedServer anonymous = serving(nameless)) {
            assertThat(tls.reason("tls://localhost:" + rude.port()))
                    .endsWith(" broke off the connection during the TLS handshake");
            assertThat(tls.reason("tls://localhost:" + strict.port()))
                    .isEqualTo("the server broke off the TLS handshake: handshake_failure");
            assertThat(tls.reason("tls://localhost:" + anonymous.port()))
                    .isEqualTo("the certificate names no host, so it is not for localhost");
        }
    }

    @Test
    void aServerThatDoesNotComeToThePointIsTold() throws Exception {
        try (ScriptedServer endless = new ScriptedServer(socket -> {
            while (true) {
                ScriptedServer.say(socket, "220-and another thing\r\n");
            }
        }); ScriptedServer other = ScriptedServer.silentAfter("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(starttls.reason("starttls://127.0.0.1:" + endless.port(), "protocol", "smtp"))
                    .matches("127.0.0.1:\\d+ does not come to an end: more than \\d+ lines have come");
            assertThat(starttls.reason("starttls://127.0.0.1:" + other.port(), "protocol", "ldap"))
                    .endsWith(" does not speak LDAP: its answer is no reply to StartTLS");
        }
    }

    @Test
    void whatNobodySpeaksIsRefused() {
        assertThat(starttls.refusal("starttls://127.0.0.1:1", "protocol", "gopher")).isEqualTo(
                "protocol is \"gopher\"; write one of smtp, imap, pop3, ftp, ldap, postgres");
        assertThat(starttls.refusal("starttls://mail")).contains("write starttls://host:port");
    }

    @Test
    void theProtocolIsKnownByThePort() {
        assertThat(Protocol.ofPort(143)).isEqualTo(Protocol.IMAP);
        assertThat(Protocol.ofPort(389)).isEqualTo(Protocol.LDAP);
        assertThat(Protocol.ofPort(587)).isEqualTo(Protocol.SMTP);
        assertThat(Protocol.ofPort(4711)).isEqualTo(Protocol.SMTP);
    }

    private static void assertGood(Result result) {
        assertThat(result.failure()).isEmpty();
        assertThat(result.connected()).isTrue();
        assertThat(result.certificateLeft()).hasValue(Duration.ofDays(30));
        assertThat(result.phases().tls()).isPositive();
        assertThat(result.statusText()).startsWith("TLSv1.").contains(", certificate until ");
    }
}
