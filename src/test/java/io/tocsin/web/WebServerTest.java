package io.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class WebServerTest {

    private static final Bounds SHORT =
            new Bounds(1_000, 2_000, Duration.ofMillis(500), Duration.ofSeconds(15), 50);

    static {
        System.setProperty("jdk.httpserver.maxConnections", "200"); // the JDK would keep the first test's
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Route> routes = new CopyOnWriteArrayList<>();
    private Optional<WebServer> server = Optional.empty();

    @AfterEach
    void stop() {
        server.ifPresent(WebServer::close);
        client.close();
    }

    private WebServer start(Bounds bounds) {
        WebServer started = WebServer.start(settings(0, bounds), () -> routes, Catalogue.english(), Optional.empty());
        server = Optional.of(started);
        return started;
    }

    private static WebSettings settings(int port, Bounds bounds) {
        return new WebSettings(true, false, "127.0.0.1", port, Optional.empty(), bounds, WebSettings.Access.OPEN);
    }

    private void route(String method, String path, Route.Handler handler) {
        routes.add(new Route(method, path, handler));
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.orElseThrow().address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private Socket connect() throws IOException {
        URI address = URI.create(server.orElseThrow().address());
        return new Socket(address.getHost(), address.getPort());
    }

    private String ask(String path) throws IOException {
        try (Socket socket = connect()) {
            write(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return everything(socket);
        }
    }

    private static String everything(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Test
    void aRouteGetsPathQueryHeadersAndBody() throws Exception {
        start(Bounds.USUAL);
        route("POST", "/deploy/{name}", request -> Route.Answer.text(201, String.join(
                " ", request.path().get("name"), request.query().get("by"), request.headers().get("x-key"),
                request.body())));

        HttpRequest request = HttpRequest.newBuilder(
                URI.create(server.orElseThrow().address() + "/deploy/my%20shop%2B?by=ana+b%26c&x"))
                .header("X-Key", "42")
                .POST(HttpRequest.BodyPublishers.ofString("größer"))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("my shop+ ana b&c 42 größer");
        assertThat(answer.headers().firstValue("server")).isEmpty();
    }

    @Test
    void aFixedSegmentWinsOverANamedOne() throws Exception {
        start(Bounds.USUAL);
        route("GET", "/{what}/x", request -> Route.Answer.text(200, "named"));
        route("GET", "/here/{what}", request -> Route.Answer.text(200, "fixed"));

        assertThat(send("GET", "/here/x", "").body()).isEqualTo("fixed");
        assertThat(send("GET", "/there/x", "").body()).isEqualTo("named");
    }

    @Test
    void routesThatComeLaterAreServed() throws Exception {
        start(Bounds.USUAL);
        assertThat(send("GET", "/late", "").statusCode()).isEqualTo(404);
        route("GET", "/late", request -> Route.Answer.text(200, "here"));
        assertThat(send("GET", "/late", "").body()).isEqualTo("here");
    }

    @Test
    void whatIsNotThereIsSaidShortly() throws Exception {
        start(Bounds.USUAL);
        route("GET", "/a", request -> Route.Answer.text(200, "a"));
        route("PUT", "/a", request -> Route.Answer.text(200, "a"));

        assertThat(send("GET", "/b", "").body()).isEqualTo("There is nothing here.\n");
        assertThat(send("GET", "/a/", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/a/..%2f..%2fetc%2fpasswd", "").statusCode()).isEqualTo(404);
        HttpResponse<String> other = send("POST", "/a", "");
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.headers().firstValue("allow")).contains("GET, PUT");
        assertThat(other.body()).isEqualTo("This path answers to GET, PUT.\n");
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        start(Bounds.USUAL);
        route("GET", "/a", request -> Route.Answer.text(200, "12345"));

        HttpResponse<String> answer = send("HEAD", "/a", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("content-length")).contains("5");
    }

    @Test
    void aRouteMayAddHeadersAndLongAnswersAreCompressedForWhoReadsThat() throws Exception {
        start(Bounds.USUAL);
        route("GET", "/long", request -> new Route.Answer(200, "text/plain", "long ".repeat(1_000),
                Map.of("Cache-Control", "no-store")));

        HttpResponse<String> plain = send("GET", "/long", "");
        assertThat(plain.body()).hasSize(5_000);
        assertThat(plain.headers().firstValue("cache-control")).contains("no-store");
        assertThat(plain.headers().firstValue("vary")).contains("Accept-Encoding");
        HttpResponse<byte[]> squeezed = client.send(
                HttpRequest.newBuilder(URI.create(server.orElseThrow().address() + "/long"))
                        .header("Accept-Encoding", "gzip").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(squeezed.body()).hasSizeLessThan(500);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(squeezed.body())).readAllBytes())
                .asString().isEqualTo(plain.body());
    }

    @Test
    void aRouteThatFailsGivesNothingAway() throws Exception {
        start(Bounds.USUAL);
        route("GET", "/throws", request -> {
            throw new IllegalStateException("secret");
        });
        route("GET", "/error", request -> {
            throw new StackOverflowError("secret");
        });
        route("GET", "/silent", request -> {
            throw Refusal.of("plugin.busy", "Secret");
        });
        route("GET", "/wrong", request -> new Route.Answer(99, "text/plain", "x"));
        route("GET", "/split", request -> new Route.Answer(200, "text/plain\r\nX: y", "x"));
        route("GET", "/header", request -> new Route.Answer(200, "text/plain", "x", Map.of("X-A", "b\r\nX: y")));
        route("GET", "/frame", request -> new Route.Answer(200, "text/plain", "x", Map.of("content-length", "9")));
        for (String path : List.of("/throws", "/error", "/silent", "/wrong", "/split", "/header", "/frame")) {
            HttpResponse<String> answer = send("GET", path, "");
            assertThat(answer.statusCode()).as(path).isEqualTo(500);
            assertThat(answer.body()).as(path).isEqualTo("This did not work; the bot's log says why.\n");
        }
    }

    @Test
    void whatARouteRefusesIsTold() throws Exception {
        start(Bounds.USUAL);
        route("POST", "/deploy", request -> {
            throw new Refusal("not on Fridays");
        });

        HttpResponse<String> answer = send("POST", "/deploy", "x");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("not on Fridays\n");
    }

    @Test
    void bodiesAreBounded() throws Exception {
        start(SHORT);
        route("POST", "/", request -> Route.Answer.text(200, String.valueOf(request.body().length())));

        assertThat(send("POST", "/", "x".repeat(1_000)).body()).isEqualTo("1000");
        assertThat(send("POST", "/", "x".repeat(1_001)).statusCode()).isEqualTo(413);
        try (Socket socket = connect()) {
            write(socket, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + ("64\r\n" + "x".repeat(100) + "\r\n").repeat(11));
            assertThat(everything(socket)).startsWith("HTTP/1.1 413 ");
        }
        try (Socket socket = connect()) {
            write(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
            assertThat(socket.getInputStream().readNBytes(13)).asString().isEqualTo("HTTP/1.1 413 ");
        }
    }

    @Test
    void headsAreBounded() throws Exception {
        start(SHORT);
        route("GET", "/", request -> Route.Answer.text(200, "ok"));
        try (Socket socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(2_000) + "\r\n\r\n");
            assertThat(everything(socket)).startsWith("HTTP/1.1 431 ");
        }
        try (Socket socket = connect()) {
            assertThatThrownBy(() -> {
                for (int i = 0; i < 20_000; i++) {
                    write(socket, i == 0 ? "GET / HTTP/1.1\r\n" : "X-" + i + ": " + "x".repeat(1_000) + "\r\n");
                }
            }).isInstanceOf(IOException.class);
        }
        assertThat(send("GET", "/", "").body()).isEqualTo("ok");
    }

    @Test
    void whoSendsSlowlyIsCutOffAndHoldsNobodyUp() throws Exception {
        start(SHORT);
        route("POST", "/", request -> Route.Answer.text(200, "ok"));
        for (String beginning : List.of("POST / HT", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nx")) {
            try (Socket slow = connect()) {
                write(slow, beginning);
                assertThat(send("POST", "/", "").body()).isEqualTo("ok");
                assertThat(trickleUntilClosed(slow)).isTrue();
            }
        }
    }

    /** One byte more every tenth of a second does not help. */
    private static boolean trickleUntilClosed(Socket slow) throws IOException {
        slow.setSoTimeout(100);
        InputStream in = slow.getInputStream();
        for (int i = 0; i < 100; i++) {
            try {
                return in.read() == -1;
            } catch (java.net.SocketTimeoutException open) {
                trickle(slow);
            } catch (IOException reset) {
                return true;
            }
        }
        return false;
    }

    private static void trickle(Socket slow) {
        try {
            write(slow, "x");
        } catch (IOException closed) {
            assertThat(slow.isBound()).isTrue();
        }
    }

    @Test
    void whoDoesNotReadItsAnswerIsCutOff() throws Exception {
        start(new Bounds(1_000, 2_000, Duration.ofMillis(500), Duration.ofSeconds(15), 1));
        route("GET", "/", request -> Route.Answer.text(200, "x".repeat(1 << 25)));
        try (Socket deaf = connect()) {
            write(deaf, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> deaf.getInputStream().available() > 0);

            await().ignoreExceptions().until(() -> ask("/nothing").startsWith("HTTP/1.1 404 "));
        }
    }

    @Test
    void moreRequestsAtOnceThanAllowedAreTurnedAway() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        start(new Bounds(1_000, 2_000, Duration.ofSeconds(5), Duration.ofSeconds(15), 1));
        route("GET", "/", request -> {
            begun.countDown();
            goOn.await();
            return Route.Answer.text(200, "ok");
        });
        try (Socket first = connect()) {
            write(first, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            begun.await();
            assertThat(catchThrowable(() -> assertThat(ask("/")).isEmpty())).satisfiesAnyOf(
                    thrown -> assertThat(thrown).isNull(),
                    thrown -> assertThat(thrown).isInstanceOf(IOException.class));

            goOn.countDown();
            assertThat(everything(first)).startsWith("HTTP/1.1 200 ").endsWith("ok");
        }
    }

    @Test
    void aTakenPortIsSaidPlainly() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> WebServer.start(
                    settings(other.getLocalPort(), Bounds.USUAL), List::of, Catalogue.english(), Optional.empty()))
                    .isInstanceOfSatisfying(Refusal.class,
                            refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                                    .isEqualTo("The web server is not running: port " + other.getLocalPort()
                                            + " on 127.0.0.1 is taken by another program; stop that one, set web.port,"
                                            + " or web.enabled=false"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.0.2.1       | The web server is not running: 192.0.2.1 is no address of this machine; correct web.address",
        "nowhere.invalid | The web server is not running: there is no address nowhere.invalid; correct web.address",
        "fe80::1         | The web server is not running: it cannot listen on fe80::1, port 0: Invalid argument",
    })
    void anAddressThatCannotServeIsSaidPlainly(String address, String reason) {
        WebSettings elsewhere =
                new WebSettings(true, false, address, 0, Optional.empty(), Bounds.USUAL, WebSettings.Access.OPEN);
        assertThatThrownBy(() -> WebServer.start(elsewhere, List::of, Catalogue.english(), Optional.empty()))
                .satisfies(why -> assertThat(Catalogue.english().say(((Refusal) why).phrase())).isEqualTo(reason));
    }
}
