package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is asked by POST and can be well, ill by its body, ill by its status, or slow. */
final class SampleServerTest {

    private final Probing probing = new Probing();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (!"POST".equals(request.getMethod())) {
                    return new MockResponse.Builder().code(405).build();
                }
                return switch (request.getTarget()) {
                    case "/well" -> answer(200, 0).build();
                    case "/ill" -> answer(200, -1).build();
                    case "/broken" -> answer(500, -1).build();
                    default -> answer(200, 0).headersDelay(700, TimeUnit.MILLISECONDS).build();
                };
            }
        });
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        probing.close();
        server.close();
    }

    @Test
    void eachStateIsToldApart() throws Exception {
        Result well = check("/well");
        Result ill = check("/ill");
        Result broken = check("/broken");

        assertThat(well.statusText()).isEqualTo("200 OK");
        assertThat(text(well)).isEqualTo("{\"status\":0}");
        assertThat(ill.statusText()).isEqualTo("200 OK");
        assertThat(text(ill)).isEqualTo("{\"status\":-1}");
        assertThat(broken.statusText()).isEqualTo("500 Internal Server Error");
        assertThat(text(broken)).isEqualTo("{\"status\":-1}");
    }

    @Test
    void aSlowAnswerIsSeenWithItsTimeWhenTheLimitLeavesIt() throws Exception {
        Result slow = check("/slow");

        assertThat(slow.failure()).isEmpty();
        assertThat(slow.phases().totalTime()).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(slow.phases().firstByte()).isGreaterThanOrEqualTo(Duration.ofMillis(700).toNanos());
    }

    @Test
    void aSlowAnswerBeyondTheLimitIsNone() throws Exception {
        Result slow = probing.checkShortly(url("/slow"), "method=POST");

        assertThat(Probing.reason(slow)).startsWith("no answer within 500 ms: ");
    }

    private Result check(String path) throws Exception {
        Result result = probing.check(url(path), "method=POST");
        assertThat(result.failure()).isEmpty();
        return result;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    private static MockResponse.Builder answer(int code, int status) {
        return new MockResponse.Builder().code(code).body("{\"status\":" + status + "}");
    }

    private static String text(Result result) {
        return new String(result.body(), StandardCharsets.UTF_8);
    }
}
