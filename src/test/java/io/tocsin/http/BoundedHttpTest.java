package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.Secret;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bot's own requests. */
final class BoundedHttpTest {

    private static final HttpSettings SETTINGS = new HttpSettings(Optional.empty(), List.of(), List.of());

    private final MockWebServer server = new MockWebServer();
    private final BoundedHttp http = new BoundedHttp(SETTINGS, new Targets(Targets.DENIED, List.of()), "Tocsin/test");

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void aRequestIsSentAsItIsAndItsAnswerReadWhole() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(404)
                .addHeader("X-Thing", "first")
                .addHeader("X-Thing", "last")
                .addHeader("Content-Type", "text/plain; charset=iso-8859-1")
                .body(new okio.Buffer().writeByte(0xE9))
                .build());

        Http.Answer answer = http.send(Http.Request.json("PUT", url("/x"), "{\"name\":\"J\u00f6rg\"}"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.ok()).isFalse();
        assertThat(answer.headers()).containsEntry("x-thing", "last");
        assertThat(answer.body()).isEqualTo("\u00e9");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("PUT /x HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("Tocsin/test");
        assertThat(request.getBody().utf8()).isEqualTo("{\"name\":\"J\u00f6rg\"}");
    }

    @Test
    void aLongAnswerIsCut() throws Exception {
        server.enqueue(new MockResponse.Builder().body("x".repeat(3_000_000)).build());

        assertThat(http.get(url("/")).body()).hasSize(BoundedHttp.LONGEST_BODY);
    }

    @Test
    void aLongerAnswerIsReadWhereThatIsWanted() throws Exception {
        server.enqueue(new MockResponse.Builder().body("x".repeat(3_000_000)).build());
        server.enqueue(new MockResponse.Builder().body("x".repeat(6_000_000)).build());
        Http longer = http.upTo(5_000_000);

        assertThat(longer.get(url("/")).body()).hasSize(3_000_000);
        assertThat(longer.get(url("/")).body()).hasSize(5_000_000);
    }

    @Test
    void aCallIsOverAtItsLimitWithoutItsPathBeingTold() {
        server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
        Http.Request request =
                new Http.Request("GET", url("/token-in-path"), Map.of(), "", Duration.ofMillis(300));

        assertThatThrownBy(() -> http.send(request))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("127.0.0.1 did not answer in time");
    }

    @Test
    void aGetThatFailsIsTriedOnceMore() throws Exception {
        broken();
        server.enqueue(new MockResponse.Builder().body("second").build());

        assertThat(http.get(url("/")).body()).isEqualTo("second");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aGetFollowsARedirectAndAPostDoesNot() throws Exception {
        MockResponse elsewhere =
                new MockResponse.Builder().code(302).addHeader("Location", "/elsewhere").build();
        server.enqueue(elsewhere);
        server.enqueue(new MockResponse.Builder().body("there").build());
        server.enqueue(elsewhere);

        assertThat(http.get(url("/")).body()).isEqualTo("there");
        assertThat(http.send(Http.Request.json("POST", url("/"), "{}")).status()).isEqualTo(302);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void headersMeantForOneHostAreNotSentToAnother() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://localhost:" + server.getPort() + "/other")
                .build());
        server.enqueue(new MockResponse.Builder().body("there").build());

        Http.Answer answer = http.send(new Http.Request(
                "GET", url("/"), Map.of("X-Api-Key", "s3cret", "Cookie", "id=1"), "", Duration.ofSeconds(10)));

        assertThat(answer.body()).isEqualTo("there");
        assertThat(server.takeRequest().getHeaders().get("X-Api-Key")).isEqualTo("s3cret");
        RecordedRequest redirected = server.takeRequest();
        assertThat(redirected.getHeaders().names()).doesNotContain("X-Api-Key", "Cookie");
        assertThat(redirected.getHeaders().get("User-Agent")).isEqualTo("Tocsin/test");
    }

    @Test
    void aPostIsSentOnce() {
        broken();
        server.enqueue(new MockResponse.Builder().build());

        assertThatThrownBy(() -> http.send(Http.Request.json("POST", url("/secret"), "{}")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("127.0.0.1: ")
                .hasMessageNotContaining("secret");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aDeniedAddressIsRefusedAlsoAfterARedirect() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://169.254.169.254/latest")
                .build());

        assertThatThrownBy(() -> http.get(url("/"))).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(refusal.phrase().key()).isEqualTo("http.denied"));
        assertThatThrownBy(() -> http.get("http://169.254.169.254/")).isInstanceOf(Refusal.class);
    }

    @Test
    void aProxyIsUsedAndWhatIsDeniedStaysDenied() throws Exception {
        HttpSettings settings = new HttpSettings(
                Optional.of(new Secret("http://ana:s3cret@127.0.0.1:" + server.getPort())), List.of(), List.of());
        server.enqueue(new MockResponse.Builder().code(407).addHeader("Proxy-Authenticate", "Basic").build());
        server.enqueue(new MockResponse.Builder().body("by proxy").build());
        try (BoundedHttp proxied = new BoundedHttp(settings, new Targets(Targets.DENIED, List.of()), "Tocsin/test")) {
            assertThat(proxied.get("http://shop.example/x").body()).isEqualTo("by proxy");
            assertThatThrownBy(() -> proxied.get("http://metadata.google.internal/")).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> proxied.get("http://169.254.169.254/")).isInstanceOf(Refusal.class);
        }
        server.takeRequest();
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("GET http://shop.example/x HTTP/1.1");
        assertThat(request.getHeaders().get("Proxy-Authorization")).startsWith("Basic ");
    }

    @Test
    void whatCannotBeSentIsRefusedWithoutShowingSecrets() {
        assertThatThrownBy(() -> http.get("token-without-scheme"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo("this is not a web address; write it as https://host/path"))
                .hasMessageNotContaining("token");
        Http.Request request =
                new Http.Request("GET", url("/"), Map.of("X-Key", "se\ncret"), "", Duration.ofSeconds(1));
        assertThatThrownBy(() -> http.send(request)).isInstanceOf(Http.UnsendableHeader.class)
                .hasMessage("the value of the header X-Key has characters that no header may have");
    }

    @Test
    void anUnknownHostIsAFailure() {
        assertThatThrownBy(() -> http.get("http://nowhere.invalid/")).isInstanceOf(IOException.class)
                .hasMessageStartingWith("nowhere.invalid");
    }

    private void broken() {
        server.enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }
}
