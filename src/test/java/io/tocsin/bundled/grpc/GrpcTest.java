package io.tocsin.bundled.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.Certified;
import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.Protocol;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against OkHttp's server, over HTTP/2 in plain text and in TLS. */
final class GrpcTest {

    private final GrpcPlugin plugin = new GrpcPlugin(
            new Dialer("test", InstantSource.fixed(Certified.NOW), Certified::trust), "Tocsin/test");
    private final Checks grpc = Checks.of(plugin, "grpc");
    private final MockWebServer server = new MockWebServer();

    @AfterEach
    void stop() {
        plugin.stop();
        server.close();
    }

    private String serve(MockResponse answer) throws IOException {
        server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        server.enqueue(answer);
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
        return "127.0.0.1:" + server.getPort();
    }

    private static MockResponse.Builder saying(int... bytes) {
        Buffer body = new Buffer();
        for (int one : bytes) {
            body.writeByte(one);
        }
        return new MockResponse.Builder().setHeader("Content-Type", "application/grpc+proto").body(body)
                .trailers(Headers.of("grpc-status", "0"));
    }

    @Test
    void aServerSaysThatItServes() throws Exception {
        String there = serve(saying(0, 0, 0, 0, 2, 8, 1).build());
        Result result = grpc.check("grpc://" + there, "service", "shop.Cart");

        assertThat(result.failure()).isEmpty();
        assertThat(Checks.body(result)).isEqualTo("SERVING");
        assertThat(result.statusText()).isEqualTo("SERVING");
        assertThat(result.connected()).isTrue();
        assertThat(result.ip()).hasValue("127.0.0.1");
        RecordedRequest asked = server.takeRequest();
        assertThat(asked.getRequestLine()).startsWith("POST /grpc.health.v1.Health/Check ");
        assertThat(asked.getHeaders().get("te")).isEqualTo("trailers");
        assertThat(asked.getHeaders().get("content-type")).isEqualTo("application/grpc");
        assertThat(asked.getBody().utf8()).isEqualTo("\0\0\0\0\u000B\n\tshop.Cart");
    }

    @Test
    void tlsIsJudged() throws Exception {
        server.useHttps(Certified.context(Certified.good()).getSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        server.enqueue(saying(0, 0, 0, 0, 2, 8, 2).build());
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);

        Result result = grpc.check("grpcs://localhost:" + server.getPort());

        assertThat(result.failure()).isEmpty();
        assertThat(Checks.body(result)).isEqualTo("NOT_SERVING");
        assertThat(result.certificateLeft()).hasValue(Duration.ofDays(30));
        assertThat(result.phases().tls()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5  | no%20such         | does not know that service: no such",
        "12 | x                 | has no health service (grpc.health.v1.Health)",
        "14 | try %E2%82%AC later | answers with the gRPC status UNAVAILABLE: try € later",
        "99 | x                 | answers with the gRPC status 99: x",
    })
    void whoRefusesIsTold(String status, String message, String reason) throws Exception {
        String there = serve(new MockResponse.Builder().setHeader("Content-Type", "application/grpc")
                .setHeader("grpc-status", status).setHeader("grpc-message", message).build());

        assertThat(grpc.reason("grpc://" + there)).isEqualTo(there + " " + reason);
    }

    @Test
    void anAnswerThatIsNoneIsTold() throws Exception {
        String there = serve(saying(0, 0, 0, 0, 9, 8, 1).build());
        server.enqueue(new MockResponse.Builder().code(404).build());
        server.enqueue(new MockResponse.Builder().setHeader("Content-Type", "application/grpc").body("").build());
        server.enqueue(saying(new int[20_000]).build());

        assertThat(grpc.reason("grpc://" + there)).endsWith(" answers with something that is no word about its health");
        assertThat(grpc.reason("grpc://" + there)).endsWith(" does not speak gRPC: it answers with HTTP status 404");
        assertThat(grpc.reason("grpc://" + there)).endsWith(" broke off its answer: it has no gRPC status");
        assertThat(grpc.reason("grpc://" + there)).endsWith(" sends too much: an answer of more than 10000 bytes");
    }

    @Test
    void whatIsNotHttp2IsTold() throws Exception {
        try (ScriptedServer old = ScriptedServer.silentAfter("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
                ScriptedServer gone = ScriptedServer.saying("")) {
            assertThat(grpc.reason("grpc://" + old.address()))
                    .startsWith(old.address() + " does not speak HTTP/2: it says \"HTTP/1.1 400 Bad Request");
            assertThat(grpc.reason("grpc://" + gone.address())).contains(" connection in place of its word");
        }
    }

    @Test
    void whoKeepsSilentIsWaitedForInVain() throws Exception {
        try (ScriptedServer silent = ScriptedServer.silentAfter("")) {
            assertThat(Checks.reason(grpc.check(Checks.SHORT, "grpc://" + silent.address()))).isEqualTo(
                    "no answer within 400 ms: connected to " + silent.address()
                            + ", waiting for its word about its health");
        }
    }

    @Test
    void nonsenseIsNoHealth() {
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] message = new byte[5 + random.nextInt(12)];
            random.nextBytes(message);
            java.util.Arrays.fill(message, 0, 5, (byte) 0);
            message[4] = (byte) (message.length - 5);
            read += Messages.health(message).isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(1, 199_999);
        assertThat(Messages.health(new byte[] {0, 0, 0, 0, 0})).hasValue("UNKNOWN");
        assertThat(Messages.health(new byte[] {0, 0, 0, 0, 4, 8, (byte) 0x81, 0, 8})).isEmpty();
    }
}
