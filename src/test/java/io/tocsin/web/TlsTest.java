package io.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsTest {

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;

    @BeforeEach
    void nameFiles() {
        certificate = directory.resolve("cert.pem");
        key = directory.resolve("key.pem");
    }

    private HeldCertificate write(boolean rsa) throws IOException {
        HeldCertificate.Builder builder = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1");
        HeldCertificate held = (rsa ? builder.rsa2048() : builder.ecdsa256()).build();
        Files.writeString(certificate, held.certificatePem());
        Files.writeString(key, held.privateKeyPkcs8Pem());
        return held;
    }

    private WebServer start() {
        WebSettings settings = new WebSettings(
                true, false, "127.0.0.1", 0, Optional.of(new WebSettings.TlsFiles(certificate, key)), Bounds.USUAL,
                WebSettings.Access.OPEN);
        List<Route> routes = List.of(new Route("GET", "/", request -> Route.Answer.text(200, "safe")));
        return WebServer.start(settings, () -> routes, Catalogue.english(), Optional.empty());
    }

    private String refusal() {
        try (WebServer server = start()) {
            return "started at " + server.address();
        } catch (Refusal refusal) {
            return Catalogue.english().say(refusal.phrase());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itSpeaksHttpsWithTheGivenCertificate(boolean rsa) throws Exception {
        HeldCertificate held = write(rsa);
        HandshakeCertificates trusting =
                new HandshakeCertificates.Builder().addTrustedCertificate(held.certificate()).build();
        try (WebServer server = start();
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting.sslContext()).build()) {
            assertThat(server.address()).startsWith("https://127.0.0.1:");

            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.address() + "/")).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("safe");
        }
    }

    @Test
    void plainHttpOnItIsClosed() throws Exception {
        write(false);
        try (WebServer server = start();
                Socket socket = new Socket("127.0.0.1", URI.create(server.address()).getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());

            assertThat(socket.getInputStream().readAllBytes()).asString().doesNotContain("safe");
        }
    }

    @Test
    void filesThatDoNotServeAreSaidPlainly() throws Exception {
        write(true);
        String good = Files.readString(key);

        Files.writeString(key, good.replace("PRIVATE KEY", "RSA PRIVATE KEY"));
        assertThat(refusal()).isEqualTo("The web server is not running: " + key
                + " has no \"BEGIN PRIVATE KEY\"; convert it with openssl pkcs8 -topk8 -nocrypt");

        Files.writeString(key, new HeldCertificate.Builder().rsa2048().build().privateKeyPkcs8Pem());
        assertThat(refusal()).isEqualTo("The web server is not running: the key in " + key
                + " does not belong to the certificate; correct web.tls.key");

        Files.writeString(key, new HeldCertificate.Builder().ecdsa256().build().privateKeyPkcs8Pem());
        assertThat(refusal()).as("a key of another kind")
                .isEqualTo("The web server is not running: the key in " + key
                        + " does not belong to the certificate; correct web.tls.key");

        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nMAAA\n-----END PRIVATE KEY-----\n");
        assertThat(refusal()).isEqualTo("The web server is not running: the private key in " + key
                + " cannot be used (java.security.spec.InvalidKeySpecException: java.security.InvalidKeyException:"
                + " Unable to decode key); correct web.tls.key");

        Files.writeString(certificate, "nothing");
        assertThat(refusal()).isEqualTo("The web server is not running: " + certificate
                + " is no readable certificate in PEM form (java.security.cert.CertificateException: No certificate"
                + " data found); correct web.tls.certificate");

        Files.delete(certificate);
        assertThat(refusal()).isEqualTo("The web server is not running: " + certificate
                + " is no readable certificate in PEM form (java.nio.file.NoSuchFileException: " + certificate
                + "); correct web.tls.certificate");
        assertThatThrownBy(this::start).isInstanceOf(Refusal.class).hasMessageNotContaining("PRIVATE");
    }
}
