package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.http.Targets;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks through a proxy. */
final class HttpProxyTest {

    private static final String BASIC = "Basic YW5hOnMzY3JldA==";

    private final Probing probing = new Probing();
    private final MockWebServer proxy = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        proxy.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        probing.close();
        proxy.close();
    }

    @Test
    void aProxyIsAskedForTheWholeAddressWithItsOwnCredentials() throws Exception {
        proxy.enqueue(new MockResponse.Builder().body("by proxy").build());

        Result result = probing.check("http://shop.example/x", "proxy=http://ana:s3cret@127.0.0.1:" + proxy.getPort());

        RecordedRequest request = proxy.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("GET http://shop.example/x HTTP/1.1");
        assertThat(request.getHeaders().get("Proxy-Authorization")).isEqualTo(BASIC);
        assertThat(result.status()).hasValue(200);
        assertThat(result.ip()).as("the proxy's address is not the target's").isEmpty();
    }

    @Test
    void credentialsOfAProxyStayOutsideOfTls() throws Exception {
        proxy.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(new HeldCertificate.Builder().build())
                .build()
                .sslSocketFactory());
        proxy.enqueue(new MockResponse.Builder().inTunnel().build());
        proxy.enqueue(new MockResponse.Builder().body("inside").build());

        Result result = probing.check(
                "https://shop.example/x", "insecure=true", "proxy=http://ana:s3cret@127.0.0.1:" + proxy.getPort());

        assertThat(result.failure()).isEmpty();
        RecordedRequest tunnel = proxy.takeRequest();
        assertThat(tunnel.getRequestLine()).isEqualTo("CONNECT shop.example:443 HTTP/1.1");
        assertThat(tunnel.getHeaders().get("Proxy-Authorization")).isEqualTo(BASIC);
        assertThat(proxy.takeRequest().getHeaders().get("Proxy-Authorization")).isNull();
    }

    @Test
    void aProxyThatRefusesIsTold() throws Exception {
        proxy.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(new HeldCertificate.Builder().build())
                .build()
                .sslSocketFactory());
        proxy.enqueue(new MockResponse.Builder().inTunnel().code(403).build());
        String address = "127.0.0.1:" + proxy.getPort();

        assertThat(Probing.reason(probing.check("https://shop.example/", "proxy=http://" + address)))
                .isEqualTo("the proxy %s refused the connection with status 403", address);
    }

    @Test
    void aProxyThatWantsAPasswordIsTold() throws Exception {
        proxy.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(new HeldCertificate.Builder().build())
                .build()
                .sslSocketFactory());
        proxy.enqueue(new MockResponse.Builder()
                .inTunnel()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=x")
                .build());
        String address = "127.0.0.1:" + proxy.getPort();

        assertThat(Probing.reason(probing.check("https://shop.example/", "proxy=http://" + address)))
                .isEqualTo("the proxy %s wants a user and password, or others", address);
    }

    @Test
    void whatIsDeniedIsDeniedBehindAProxyToo() throws Exception {
        probing.context(new Targets(List.of("169.254.0.0/16", "metadata.internal"), List.of()));
        proxy.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://169.254.169.254/")
                .build());
        String setting = "proxy=http://127.0.0.1:" + proxy.getPort();

        assertThat(Probing.reason(probing.check("http://shop.example/", setting)))
                .startsWith("redirected to http://169.254.169.254/: 169.254.169.254 may not be connected to");
        proxy.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://metadata.internal./")
                .build());
        assertThat(Probing.reason(probing.check("http://shop.example/", setting)))
                .contains("metadata.internal. may not be connected to: targets.deny has metadata.internal");
        assertThat(proxy.getRequestCount()).isEqualTo(2);
        assertThatThrownBy(() -> probing.probe("http://metadata.internal/", setting)).isInstanceOf(Refusal.class);
    }

    @Test
    void aDeniedAddressCannotBeReachedByCallingItAProxy() throws Exception {
        probing.context(new Targets(List.of("127.0.0.0/8"), List.of()));

        assertThat(Probing.reason(probing.check(
                "http://shop.example/", "proxy=http://127.0.0.1:" + proxy.getPort())))
                .startsWith("shop.example is at 127.0.0.1, which may not be connected to");
        assertThat(proxy.getRequestCount()).isZero();
    }
}
