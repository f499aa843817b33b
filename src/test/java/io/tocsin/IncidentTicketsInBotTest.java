package io.tocsin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped plugin in the whole bot, with a site that breaks and a tracker that notes what it is asked. */
@ExtendWith(LoopbackOnly.class)
final class IncidentTicketsInBotTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer tracker;
    private Site site;

    /** A request as it came over the wire. */
    private record Asked(String line, Headers headers, String body) {

        JsonNode json() throws IOException {
            return MAPPER.readTree(body);
        }
    }

    @BeforeEach
    void serve() throws IOException {
        site = new Site();
        tracker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tracker.createContext("/", this::answer);
        tracker.start();
    }

    @AfterEach
    void stop() {
        tracker.stop(0);
        site.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String answer = answers.getOrDefault(line, "404 {}");
        byte[] bytes = answer.substring(4).getBytes(UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
        asked.add(new Asked(line, exchange.getRequestHeaders(), body));
    }

    private TalkingBot bot(Map<String, String> keys) throws IOException {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        Files.copy(Path.of("plugins", "IncidentTickets.java"), plugins.resolve("IncidentTickets.java"));
        Map<String, String> settings = new TreeMap<>(Map.of(
                "plugins.dir", plugins.toString(), "secret.TRACKER", "sesame-42",
                "plugin.incidenttickets.token", "${secret:TRACKER}", "plugin.incidenttickets.close", "true"));
        keys.forEach((key, value) -> settings.put("plugin.incidenttickets." + key, value));
        return new TalkingBot(directory, settings);
    }

    private String url() {
        return "http://127.0.0.1:" + tracker.getAddress().getPort();
    }

    private void goesDownAndRecovers(TalkingBot bot) {
        site.answers(503);
        bot.says("add monitor shop " + site.url() + " every 1h confirm 1 recover 1");
        await().atMost(PATIENCE).until(() -> !asked.isEmpty());
        site.answers(200);
        bot.says("check shop");
    }

    @Test
    void gitHubIsAskedAsItDocuments() throws Exception {
        answers.put("POST /repos/acme/shop/issues", "201 {\"number\": 17}");
        answers.put("POST /repos/acme/shop/issues/17/comments", "201 {}");
        answers.put("PATCH /repos/acme/shop/issues/17", "200 {}");
        try (TalkingBot bot = bot(Map.of("tracker", "github", "url", url(), "repository", "acme/shop"))) {
            goesDownAndRecovers(bot);
            await().atMost(PATIENCE).until(() -> asked.size() == 3);
        }
        assertThat(asked).extracting(Asked::line).containsExactly("POST /repos/acme/shop/issues",
                "POST /repos/acme/shop/issues/17/comments", "PATCH /repos/acme/shop/issues/17");
        for (Asked request : asked) {
            assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer sesame-42");
            assertThat(request.headers().getFirst("Accept")).isEqualTo("application/vnd.github+json");
            assertThat(request.headers().getFirst("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
            assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(request.headers().getFirst("User-Agent")).isNotBlank();
        }
        assertThat(asked.getFirst().json().path("title").asText()).startsWith("DOWN shop: ");
        assertThat(asked.getFirst().json().path("body").asText()).contains("    shop  " + site.url(), "[STATUS] (503)");
        assertThat(asked.getFirst().json().path("labels")).hasToString("[\"incident\"]");
        assertThat(asked.get(1).json().path("body").asText()).startsWith("Well again after ");
        assertThat(asked.get(2).json()).isEqualTo(
                MAPPER.readTree("{\"state\": \"closed\", \"state_reason\": \"completed\"}"));
    }

    @Test
    void jiraIsAskedAsItDocuments() throws Exception {
        answers.put("POST /rest/api/3/issue", "201 {\"id\": \"10000\", \"key\": \"OPS-24\"}");
        answers.put("POST /rest/api/3/issue/OPS-24/comment", "201 {}");
        answers.put("GET /rest/api/3/issue/OPS-24/transitions",
                "200 {\"transitions\":[{\"id\":\"31\",\"name\":\"Done\"}]}");
        answers.put("POST /rest/api/3/issue/OPS-24/transitions", "204 ");
        try (TalkingBot bot = bot(Map.of(
                "tracker", "jira", "url", url(), "project", "OPS", "user", "ana@example.com"))) {
            goesDownAndRecovers(bot);
            await().atMost(PATIENCE).until(() -> asked.size() == 4);
        }
        String basic = Base64.getEncoder().encodeToString("ana@example.com:sesame-42".getBytes(UTF_8));
        assertThat(asked).allSatisfy(
                request -> assertThat(request.headers().getFirst("Authorization")).isEqualTo("Basic " + basic));
        JsonNode fields = asked.getFirst().json().path("fields");
        assertThat(fields.path("project")).hasToString("{\"key\":\"OPS\"}");
        assertThat(fields.path("issuetype")).hasToString("{\"name\":\"Task\"}");
        assertThat(fields.path("summary").asText()).startsWith("DOWN shop: ");
        JsonNode description = fields.path("description");
        assertThat(description.path("type").asText()).isEqualTo("doc");
        assertThat(description.path("version").asInt()).isEqualTo(1);
        assertThat(description.path("content").path(0).path("type").asText()).isEqualTo("codeBlock");
        assertThat(description.path("content").path(0).path("content").path(0).path("text").asText())
                .startsWith("shop  " + site.url());
        assertThat(asked.get(1).line()).isEqualTo("POST /rest/api/3/issue/OPS-24/comment");
        assertThat(asked.get(1).json().path("body").path("type").asText()).isEqualTo("doc");
        assertThat(asked.get(2).line()).isEqualTo("GET /rest/api/3/issue/OPS-24/transitions");
        assertThat(asked.get(3).json()).isEqualTo(MAPPER.readTree("{\"transition\": {\"id\": \"31\"}}"));
    }
}
