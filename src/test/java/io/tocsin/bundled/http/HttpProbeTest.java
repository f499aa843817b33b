package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Phases;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of a server that behaves, and what is seen of it. */
final class HttpProbeTest {

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
    void anAnswerIsSeenWhole() throws Exception {
        answer(503, "{\"status\":\"DOWN\"}");

        Result result = probing.check(url("/health"));

        assertThat(result.failure()).isEmpty();
        assertThat(result.connected()).isTrue();
        assertThat(result.status()).hasValue(503);
        assertThat(result.statusText()).isEqualTo("503 Service Unavailable");
        assertThat(text(result)).isEqualTo("{\"status\":\"DOWN\"}");
        assertThat(result.ip()).hasValue("127.0.0.1");
        assertThat(result.certificateLeft()).isEmpty();
    }

    @Test
    void thePhasesThatTookPlaceAddUpToTheResponseTime() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .headersDelay(50, TimeUnit.MILLISECONDS)
                .bodyDelay(500, TimeUnit.MILLISECONDS)
                .body("slow")
                .build());

        Phases phases = probing.check("http://localhost:" + server.getPort()).phases();

        assertThat(phases.dns()).isPositive();
        assertThat(phases.connect()).isPositive();
        assertThat(phases.tls()).isZero();
        assertThat(phases.firstByte()).isGreaterThanOrEqualTo(50_000_000);
        assertThat(phases.download()).isGreaterThanOrEqualTo(40_000_000);
        assertThat(phases.total())
                .isEqualTo(phases.dns() + phases.connect() + phases.firstByte() + phases.download());
    }

    @Test
    void anAddressNeedsNoLookUp() throws Exception {
        answer(200, "");

        assertThat(probing.check(url("/")).phases().dns()).isZero();
    }

    @Test
    void aCheckSaysWhoAsksAndUsesAConnectionOfItsOwn() throws Exception {
        answer(200, "one");
        answer(200, "two");
        Probe probe = probing.probe(url("/"));

        Probing.run(probe, Probing.LIMIT);
        assertThat(text(Probing.run(probe, Probing.LIMIT))).isEqualTo("two");

        RecordedRequest first = server.takeRequest();
        assertThat(first.getMethod()).isEqualTo("GET");
        assertThat(first.getHeaders().get("User-Agent")).isEqualTo("Tocsin/test");
        assertThat(first.getHeaders().get("Connection")).isEqualTo("close");
        assertThat(server.takeRequest().getConnectionIndex()).isNotEqualTo(first.getConnectionIndex());
    }

    @Test
    void aConnectionIsReusedWhenThatIsAsked() throws Exception {
        answer(200, "one");
        answer(200, "two");
        Probe probe = probing.probe(url("/"), "reuse=true");

        Probing.run(probe, Probing.LIMIT);
        Result second = Probing.run(probe, Probing.LIMIT);

        assertThat(text(second)).isEqualTo("two");
        assertThat(second.ip()).hasValue("127.0.0.1");
        int first = server.takeRequest().getConnectionIndex();
        assertThat(server.takeRequest().getConnectionIndex()).isEqualTo(first);
    }

    @Test
    void methodHeadersAndBodyAreSentAsWritten() throws Exception {
        answer(200, "");

        probing.check(url("/x?y=1#part"), "method=put", "header=X-One: 1", "header=X-One: 2",
                "header=Host: shop.example",
                "header=X-Name: J\u00f6rg", "body={\"a\":1}");

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("PUT /x?y=1 HTTP/1.1");
        assertThat(request.getHeaders().values("X-One")).containsExactly("1", "2");
        assertThat(request.getHeaders().get("Host")).isEqualTo("shop.example");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getBody().utf8()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aBodyAloneMeansPost() throws Exception {
        answer(200, "");

        probing.check(url("/"), "body=a=1", "header=Content-Type: application/x-www-form-urlencoded");

        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getHeaders().values("Content-Type")).containsExactly("application/x-www-form-urlencoded");
    }

    @Test
    void userAndPasswordAreSentAtOnce() throws Exception {
        answer(200, "");
        answer(200, "");
        answer(200, "");

        probing.check(url("/"), "user=ana", "password=s3cret");
        probing.check("http://ana:s3cret@127.0.0.1:" + server.getPort() + "/");
        probing.check(url("/"), "bearer=token");

        String basic = "Basic YW5hOnMzY3JldA==";
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo(basic);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo(basic);
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token");
    }

    @Test
    void headHasNoBodyWhateverItsLengthSays() throws Exception {
        server.enqueue(new MockResponse.Builder().addHeader("Content-Length", "5000").build());

        Result result = probing.check(url("/"), "method=HEAD");

        assertThat(result.failure()).isEmpty();
        assertThat(result.body()).isEmpty();
    }

    @Test
    void aBodyIsReadUpToItsBound() throws Exception {
        answer(200, "x".repeat(300_000));
        answer(200, "x".repeat(300_000));
        answer(200, "");

        assertThat(probing.check(url("/")).body()).hasSize(300_000);
        assertThat(probing.check(url("/"), "max-body=1000").body()).hasSize(1_000);
        assertThat(probing.check(url("/"), "max-body=0").failure()).isEmpty();
    }

    @Test
    void aCompressedBodyIsReadAsItIsMeantAndCutByItsOwnSize() throws Exception {
        Buffer packed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeUtf8("0".repeat(50_000_000));
        }
        assertThat(packed.size()).isLessThan(60_000);
        server.enqueue(new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(packed).build());

        Result result = probing.check(url("/"));

        assertThat(result.failure()).isEmpty();
        assertThat(result.body()).hasSize(1_000_000).containsOnly('0');
    }

    @Test
    void anUnknownStatusIsShownAsItWasSaidButClean() throws Exception {
        server.enqueue(new MockResponse.Builder().status("HTTP/1.1 599 Tired\u0007").build());

        assertThat(probing.check(url("/")).statusText()).isEqualTo("599 Tired?");
    }

    @Test
    void earlyHintsAreNotTheAnswer() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .addInformationalResponse(new MockResponse.Builder().code(103).build())
                .body("real")
                .build());

        assertThat(text(probing.check(url("/")))).isEqualTo("real");
    }

    @Test
    void anUpgradeIsSeenAndLeft() throws Exception {
        try (RawServer raw = RawServer.fallingSilentAfter("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")) {
            assertThat(probing.check(raw.url()).status()).hasValue(101);
        }
    }

    @Test
    void secondVersionWithoutTlsIsSpokenFromTheStart() throws Exception {
        server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        answer(200, "two");

        Result result = probing.check(url("/"), "http=2");

        assertThat(result.failure()).isEmpty();
        assertThat(text(result)).isEqualTo("two");
        assertThat(server.takeRequest().getVersion()).isEqualTo("HTTP/2");
    }

    @Test
    void anIpv6AddressCanBeWatched() throws Exception {
        try (MockWebServer six = new MockWebServer()) {
            six.start(InetAddress.ofLiteral("::1"), 0);
            six.enqueue(new MockResponse.Builder().body("six").build());

            Result result = probing.check("http://[::1]:" + six.getPort() + "/");

            assertThat(text(result)).isEqualTo("six");
            assertThat(result.ip()).hasValue("::1");
        }
    }

    @Test
    void aHostWithSeveralAddressesIsUpWhenOneAnswers() throws Exception {
        answer(200, "");

        // localhost is ::1 as well, where nobody listens
        assertThat(probing.check("http://localhost:" + server.getPort()).status()).hasValue(200);
    }

    private void answer(int code, String body) {
        server.enqueue(new MockResponse.Builder().code(code).body(body).build());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    private static String text(Result result) {
        assertThat(result.failure()).isEmpty();
        return new String(result.body(), StandardCharsets.UTF_8);
    }
}
