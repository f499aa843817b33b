package io.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.sign.Aws4;
import io.tocsin.spi.sign.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An object asked for over HTTP, with credentials from each of the four places. */
final class S3Test {

    private static final String LASTING = "AKIALASTING";
    private static final String SECRET = "s3cret/of+40";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Answering> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final BoundedHttp http = new BoundedHttp(
            HttpSettings.from(Keys.of(Map.of())), new Targets(List.of("169.254.0.0/16"), List.of()), "Tocsin/test");
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private HttpServer server;

    @FunctionalInterface
    private interface Answering {
        Http.Answer answer(HttpExchange exchange);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        environment.put("HOME", home.toString());
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", url());
        object("/bucket/folder/servers%20%C3%BC.json", "{\"servers\":[]}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    @Test
    void theEnvironmentComesFirst() throws IOException {
        environment.put("AWS_ACCESS_KEY_ID", LASTING);
        environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
        profile("default", "AKIAOTHER", "other");

        assertThat(ask(s3()).body()).isEqualTo("{\"servers\":[]}");
        assertThat(asked).containsExactly("GET /bucket/folder/servers%20%C3%BC.json by " + LASTING);
    }

    @Test
    void thenTheProfileThatIsNamed() throws IOException {
        profile("default", "AKIAOTHER", "other");
        profile("watch", LASTING, SECRET);
        environment.put("AWS_PROFILE", "watch");

        assertThat(ask(s3()).status()).isEqualTo(200);
    }

    @Test
    void aProfileThatWantsSomethingElseIsSaid() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"),
                "[default]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/x\n");

        assertThatThrownBy(() -> ask(s3())).isInstanceOf(IOException.class)
                .hasMessageContaining("the profile default in").hasMessageContaining("wants role_arn")
                .hasMessageContaining("aws_access_key_id");
    }

    @Test
    void thenTheContainer() throws IOException {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", url() + "/creds");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "let-me");
        answers.put("GET /creds", exchange -> exchange.getRequestHeaders().getFirst("Authorization").equals("let-me")
                ? handed(LASTING, SECRET, "session", now.plusSeconds(3_600))
                : new Http.Answer(403, Map.of(), ""));

        assertThat(ask(s3()).status()).isEqualTo(200);
        assertThat(asked).containsExactly("GET /creds", "GET /bucket/folder/servers%20%C3%BC.json by " + LASTING);
    }

    @Test
    void aContainersAddressElsewhereMustBeHttps() {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://example.com/creds");

        assertThatThrownBy(() -> ask(s3())).isInstanceOf(IOException.class)
                .hasMessage("AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or lead to this machine");
    }

    @Test
    void thenTheMachinesRoleAnewBeforeItsCredentialsEnd() throws IOException {
        role();
        S3 s3 = s3();

        ask(s3);
        ask(s3);
        assertThat(asked).filteredOn(line -> line.contains("/latest/")).hasSize(3);
        now = now.plus(Duration.ofMinutes(56));
        ask(s3);

        assertThat(asked).filteredOn(line -> line.contains("/latest/")).hasSize(6);
        assertThat(asked.getFirst()).isEqualTo("PUT /latest/api/token");
    }

    @Test
    void credentialsThatAreRefusedAreToldAndLookedForAnew() throws IOException {
        role();
        answers.put("GET /bucket/folder/servers%20%C3%BC.json", exchange -> new Http.Answer(403, Map.of(),
                "<?xml version=\"1.0\"?><Error><Code>ExpiredToken</Code><Message>...</Message></Error>"));
        S3 s3 = s3();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> ask(s3)).isInstanceOf(IOException.class).hasMessage(
                    "S3 answered 403 (ExpiredToken) to the credentials of the machine's role watcher, for the region"
                            + " eu-central-1");
        }
        assertThat(asked).filteredOn("PUT /latest/api/token"::equals).hasSize(2);
    }

    @Test
    void withoutCredentialsItIsSaidWhereToPutThem() {
        environment.put("AWS_EC2_METADATA_DISABLED", "true");

        assertThatThrownBy(() -> ask(s3())).isInstanceOf(IOException.class)
                .hasMessageStartingWith("there are no AWS credentials: set AWS_ACCESS_KEY_ID");
    }

    @Test
    void whatIsHandedOutUnreadablyIsNotShown() {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", url() + "/creds");
        answers.put("GET /creds", exchange -> new Http.Answer(200, Map.of(), "{\"SecretAccessKey\":\"" + SECRET));

        assertThatThrownBy(() -> ask(s3())).isInstanceOf(IOException.class)
                .hasMessage("the container handed out credentials that cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket", "s3://bucket/", "s3://B/x", "s3:bucket/x", "s3://bucket/x?versionId=1"})
    void whatIsNoObjectIsRefused(String location) {
        assertThatThrownBy(() -> S3.check(location)).isInstanceOf(Refusal.class);
    }

    private S3 s3() {
        return new S3(http, http.unguarded(), new S3Settings(Optional.of(url()), Optional.of("eu-central-1")),
                environment, () -> now);
    }

    private static Http.Answer ask(S3 s3) throws IOException {
        return s3.send(Http.Request.get("s3://bucket/folder/servers ü.json"));
    }

    private void profile(String name, String id, String secret) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Path file = home.resolve(".aws/credentials");
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file,
                before + "[" + name + "]\naws_access_key_id = " + id + "\naws_secret_access_key=" + secret
                        + "\ns3 =\n    max_concurrent_requests = 20\n\n");
    }

    private void role() {
        answers.put("PUT /latest/api/token", exchange -> new Http.Answer(200, Map.of(), "metadata-token"));
        String roles = "/latest/meta-data/iam/security-credentials/";
        answers.put("GET " + roles, exchange -> new Http.Answer(200, Map.of(), "watcher"));
        answers.put("GET " + roles + "watcher",
                exchange -> "metadata-token".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"))
                        ? handed(LASTING, SECRET, "session", now.plusSeconds(3_600))
                        : new Http.Answer(401, Map.of(), ""));
    }

    private static Http.Answer handed(String id, String secret, String token, Instant until) {
        return new Http.Answer(200, Map.of(), "{\"AccessKeyId\":\"" + id + "\",\"SecretAccessKey\":\"" + secret
                + "\",\"Token\":\"" + token + "\",\"Expiration\":\"" + until + "\"}");
    }

    /** Given to whoever signs as the owner of the keys does. */
    private void object(String path, String content) {
        answers.put("GET " + path, exchange -> {
            String said = exchange.getRequestHeaders().getFirst("Authorization");
            String token =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token")).orElse("");
            String right = new Aws4(new Credentials(LASTING, SECRET, token), "eu-central-1", "s3")
                    .sign(Http.Request.get(url() + path), now)
                    .headers()
                    .get("Authorization");
            return right.equals(said)
                    ? new Http.Answer(200, Map.of(), content)
                    : new Http.Answer(403, Map.of(), "<Error><Code>SignatureDoesNotMatch</Code></Error>");
        });
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
            String by = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .filter(text -> text.contains("Credential="))
                    .map(text -> " by " + text.replaceFirst(".*Credential=([^/]*).*", "$1"))
                    .orElse("");
            asked.add(request + by);
            Http.Answer answer = answers
                    .getOrDefault(request, unknown -> new Http.Answer(404, Map.of(), ""))
                    .answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
