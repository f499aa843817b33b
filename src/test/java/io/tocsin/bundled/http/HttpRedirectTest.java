package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.http.Targets;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where redirects may lead, what goes along, and which addresses are never connected to. */
final class HttpRedirectTest {

    private final Probing probing = new Probing();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        probing.close();
        server.close();
    }

    @Test
    void aRedirectIsFollowedAndTimedAltogether() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "/there?token=1#x")
                .headersDelay(40, TimeUnit.MILLISECONDS)
                .build());
        server.enqueue(new MockResponse.Builder().headersDelay(40, TimeUnit.MILLISECONDS).body("there").build());

        Result result = probing.check(url("/here"));

        assertThat(result.status()).hasValue(200);
        assertThat(result.phases().firstByte()).isGreaterThanOrEqualTo(80_000_000);
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/there?token=1");
    }

    @Test
    void aRedirectIsTheAnswerWhenTheyAreNotFollowed() throws Exception {
        redirect(301, "/there");

        Result result = probing.check(url("/"), "redirects=false");

        assertThat(result.statusText()).isEqualTo("301 Moved Permanently");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRedirectWithoutAPlaceIsTheAnswer() throws Exception {
        server.enqueue(new MockResponse.Builder().code(302).build());

        assertThat(probing.check(url("/")).status()).hasValue(302);
    }

    @Test
    void aPostBecomesAGetOrStaysOneAsTheStatusSays() throws Exception {
        redirect(302, "/found");
        redirect(307, "/kept");
        server.enqueue(new MockResponse.Builder().build());
        redirect(307, "/kept-again");
        server.enqueue(new MockResponse.Builder().build());

        probing.check(url("/"), "body={}");
        probing.check(url("/"), "body={}");

        assertThat(line(1)).isEqualTo("POST / HTTP/1.1");
        assertThat(line(1)).isEqualTo("GET /found HTTP/1.1");
        assertThat(line(1)).isEqualTo("GET /kept HTTP/1.1");
        assertThat(line(1)).isEqualTo("POST / HTTP/1.1");
        assertThat(line(1)).isEqualTo("POST /kept-again HTTP/1.1");
    }

    @Test
    void aLoopEndsAfterTenRedirects() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(302).addHeader("Location", "/again").build();
            }
        });

        assertThat(Probing.reason(probing.check(url("/"))))
                .isEqualTo("redirected to %s: more than 10 redirects", url("/again"));
        assertThat(server.getRequestCount()).isEqualTo(11);
    }

    @Test
    void aRedirectToSomethingElseThanTheWebIsTold() throws Exception {
        redirect(302, "ftp://files.example/x?token=1");

        assertThat(Probing.reason(probing.check(url("/"))))
                .isEqualTo("redirected to \"ftp://files.example/x\", which is not a web address");
    }

    @Test
    void whatFailsAfterARedirectIsToldWithItsAddress() throws Exception {
        redirect(302, "http://127.0.0.1:1/gone?token=1");

        assertThat(Probing.reason(probing.check(url("/"))))
                .isEqualTo("redirected to http://127.0.0.1:1/gone: connection refused by 127.0.0.1:1");
    }

    @Test
    void secretsStayWithTheHostTheyWereWrittenFor() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start(InetAddress.ofLiteral("127.0.0.2"), 0);
            other.enqueue(new MockResponse.Builder().build());
            redirect(302, "http://ana:x@127.0.0.2:" + other.getPort() + "/");

            probing.check(url("/"), "bearer=token", "header=X-Api-Key: key", "header=Accept: text/plain");

            RecordedRequest request = other.takeRequest();
            assertThat(request.getHeaders().names())
                    .contains("Accept", "User-Agent")
                    .doesNotContain("Authorization", "X-Api-Key");
        }
    }

    @Test
    void secretsGoAlongOnTheSameHost() throws Exception {
        redirect(302, "/there");
        server.enqueue(new MockResponse.Builder().build());

        probing.check(url("/"), "bearer=token", "header=X-Api-Key: key");

        server.takeRequest();
        assertThat(server.takeRequest().getHeaders().names()).contains("Authorization", "X-Api-Key");
    }

    @Test
    void aRedirectToADeniedAddressIsRefusedBeforeItIsConnectedTo() throws Exception {
        redirect(302, "http://169.254.169.254/latest/meta-data/");
        probing.context(new Targets(List.of("169.254.0.0/16"), List.of()));

        assertThat(Probing.reason(probing.check(url("/"))))
                .isEqualTo(
                        "redirected to http://169.254.169.254/latest/meta-data/: 169.254.169.254 may not be connected "
                                + "to: targets.deny has 169.254.0.0/16; if it must be, add 169.254.169.254 to targets.allow");
    }

    @Test
    void aNameThatLeadsToADeniedAddressIsRefused() throws Exception {
        probing.context(new Targets(List.of("127.0.0.0/8", "::1"), List.of()));

        assertThat(Probing.reason(probing.check("http://localhost:" + server.getPort())))
                .matches(
                        "localhost is at (127.0.0.1|0:0:0:0:0:0:0:1), which may not be connected to: targets.deny has .*");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aDeniedAddressIsRefusedWhenItIsGiven() {
        probing.context(new Targets(List.of("127.0.0.0/8"), List.of()));

        assertThatThrownBy(() -> probing.probe(url("/"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> probing.probe("http://[::ffff:127.0.0.1]/")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> probing.probe("http://2130706433/")).isInstanceOf(Refusal.class);
    }

    private void redirect(int code, String location) {
        server.enqueue(new MockResponse.Builder().code(code).addHeader("Location", location).build());
    }

    private String line(int seconds) throws InterruptedException {
        RecordedRequest request = server.takeRequest(seconds, TimeUnit.SECONDS);
        return request == null ? "nothing was asked" : request.getRequestLine();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }
}
