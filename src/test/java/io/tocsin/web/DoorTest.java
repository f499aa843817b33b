package io.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Secret;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import io.tocsin.web.WebSettings.Access;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DoorTest {

    private static final Access KNOWN =
            new Access(Optional.of(new Secret("ana:s3same")), Optional.of(new Secret("t0ken")));
    private static final List<Route> ROUTES = Stream.of(
            "/metrics", "/api/v1/status", "/", "/monitors/shop", "/health/live", "/deploy")
            .map(path -> new Route("GET", path, request -> Route.Answer.text(200, "ok")))
            .toList();

    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server = WebServer.start(
            new WebSettings(true, false, "127.0.0.1", 0, Optional.empty(), Bounds.USUAL, KNOWN), () -> ROUTES,
            Catalogue.english(), Optional.empty());

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", authorization)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void figuresAndPagesAreForThoseWhoAreKnown() throws Exception {
        for (String closed : List.of("/metrics", "/api/v1/status", "/", "/monitors/shop", "/%6detrics",
                "/%61pi/v1/status")) {
            assertThat(get(closed, basic("ana:s3same")).statusCode()).isEqualTo(200);
            assertThat(get(closed, "bearer t0ken").statusCode()).isEqualTo(200);
            for (String wrong : List.of(basic("ana:"), basic("ana:t0ken"), "Basic ?", "Bearer", "Bearer s3same",
                    "Bearer ana:s3same", "Basic t0ken", "t0ken")) {
                assertThat(get(closed, wrong).statusCode()).as(wrong).isEqualTo(401);
            }
            assertThat(get(closed, "x").headers().firstValue("www-authenticate")).contains("Basic realm=\"Tocsin\"");
        }
    }

    @Test
    void healthAndTheRoutesOfPluginsAreForAll() throws Exception {
        assertThat(get("/health/live", "x").statusCode()).isEqualTo(200);
        assertThat(get("/deploy", "x").statusCode()).isEqualTo(200);
    }
}
