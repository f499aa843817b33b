package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The pages and the API of states, of the whole bot over HTTP. */
@Timeout(120)
final class PagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVIL = "<script>alert(1)</script> & \"x' \u202egro.live";

    @TempDir
    Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();
    private TalkingBot bot;
    private String address = "";

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        client.close();
    }

    private void start(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of("web.enabled", "true", "web.port", "0", "bot.zone", "UTC"));
        settings.putAll(more);
        bot = new TalkingBot(data, settings);
        open.add(bot);
        address = Reporter.address(bot);
    }

    private Site site() throws Exception {
        Site site = new Site();
        open.add(site);
        return site;
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String get(String path) throws Exception {
        HttpResponse<byte[]> answer = send("GET", path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private JsonNode api(String query) throws Exception {
        return JSON.readTree(get("/api/v1/status" + query));
    }

    /** A page, which is well-formed. */
    private Document page(String path) throws Exception {
        return document(get(path).getBytes(StandardCharsets.UTF_8));
    }

    private static Document document(byte[] page) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(page));
    }

    private static List<String> texts(Document page, String tag) {
        NodeList found = page.getElementsByTagName(tag);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    private static String all(Document page) {
        return String.join("", texts(page, "body"));
    }

    @Test
    void aBotThatWatchesNothingSaysSo() throws Exception {
        start(Map.of());

        assertThat(texts(page("/"), "h1")).containsExactly("Nothing is watched here yet");
        JsonNode status = api("");
        assertThat(status.path("total").asInt()).isZero();
        assertThat(status.path("monitors")).isEmpty();
        assertThat(status.path("next").isNull()).isTrue();
    }

    @Test
    void monitorsAreShownByGroupAndOneByOne() throws Exception {
        start(Map.of());
        Site site = site();
        bot.says("add monitor shop " + site.url() + " every 1h group web tag eu confirm 1 recover 1");
        bot.says("add monitor blog " + site.url() + " every 1h");
        bot.says("check shop");
        bot.says("check blog");

        Document overview = page("/");
        assertThat(texts(overview, "h1")).containsExactly("All 2 monitors are well");
        assertThat(texts(overview, "h2")).containsExactly("Without a group", "web", "Incidents");
        assertThat(texts(overview, "a")).contains("shop", "blog", "\u2713 2 UP");
        assertThat(all(overview)).contains(site.url(), "100 %", "There have been none.");

        Document shop = page("/monitors/shop");
        assertThat(texts(shop, "title").getFirst()).isEqualTo("UP shop \u00b7 Tocsin");
        assertThat(texts(shop, "h2")).containsExactly("Now", "Response times", "Uptime", "Incidents", "Last checks");
        assertThat(texts(shop, "th")).contains("24h", "7d", "30d", "90d");
        assertThat(all(shop)).contains("[STATUS] < 400", "every hour", "web", "eu", "There have been none.", "good");
        assertThat(shop.getElementsByTagName("svg").getLength()).isEqualTo(2);
        assertThat(shop.getElementsByTagName("rect").getLength()).isEqualTo(90);
        assertThat(page("/monitors/SHOP?span=7d").getElementsByTagName("svg").getLength()).isEqualTo(2);
    }

    @Test
    void anIncidentIsShownWithItsReasonAndItsEnd() throws Exception {
        start(Map.of());
        Site site = site();
        bot.says("add monitor shop " + site.url() + " every 1h confirm 1 recover 1 expect \"[STATUS] == 200\"");
        bot.says("check shop");
        site.answers(503);
        bot.says("check shop");
        assertThat(bot.notice()).startsWith("DOWN  shop");
        bot.says("ack 1 looking <b>into</b> it");
        bot.says("mute shop for 2h");

        assertThat(texts(page("/"), "h1")).containsExactly("1 of 1 monitor is not well");
        assertThat(all(page("/"))).contains("503 Service Unavailable", "#1", "acknowledged by root", "muted for 1 h 5");
        Document shop = page("/monitors/shop");
        assertThat(all(shop)).contains("[STATUS] (503) == 200", "looking <b>into</b> it", "Checks that were not good");
        JsonNode status = api("?state=trouble");
        assertThat(status.at("/monitors/0/state").asText()).isEqualTo("DOWN");
        assertThat(status.at("/monitors/0/reason").asText()).startsWith("503 Service Unavailable");
        assertThat(status.at("/monitors/0/muted").asBoolean()).isTrue();
        assertThat(status.at("/monitors/0/incident/acknowledgedBy").asText()).isEqualTo("root");
        assertThat(status.at("/incidents/0/closed").isNull()).isTrue();

        site.answers(200);
        bot.says("check shop");
        JsonNode after = api("?monitor=sh*");
        assertThat(after.at("/monitors/0/state").asText()).isEqualTo("UP");
        assertThat(after.at("/monitors/0/incident").isNull()).isTrue();
        assertThat(after.at("/incidents/0/state").asText()).isEqualTo("RECOVERED");
        assertThat(Instant.parse(after.at("/incidents/0/closed").asText()))
                .isAfterOrEqualTo(Instant.parse(after.at("/incidents/0/opened").asText()));
    }

    @Test
    void theApiHasAllOfItsShape() throws Exception {
        start(Map.of());
        bot.says("add monitor shop " + site().url() + " every 1h group web tag eu");
        bot.says("check shop");

        JsonNode status = api("");
        List<String> members = new ArrayList<>();
        status.fieldNames().forEachRemaining(members::add);
        assertThat(members).containsExactly(
                "time", "total", "matching", "states", "offset", "limit", "next", "monitors", "incidents");
        JsonNode shop = status.at("/monitors/0");
        members.clear();
        shop.fieldNames().forEachRemaining(members::add);
        assertThat(members).containsExactly(
                "name", "state", "since", "type", "target", "group", "tags", "reason", "muted", "maintenance",
                "nextCheck",
                "lastCheck",
                "uptime", "responseTimes", "incident");
        assertThat(status.at("/states/UP").asInt()).isEqualTo(1);
        assertThat(Instant.parse(status.path("time").asText())).isCloseTo(Instant.now(),
                within(2, ChronoUnit.MINUTES));
        assertThat(Instant.parse(shop.path("nextCheck").asText())).isAfter(Instant.parse(shop.path("since").asText()));
        assertThat(shop.at("/lastCheck/result").asText()).isEqualTo("UP");
        assertThat(shop.at("/lastCheck/ms").asDouble()).isPositive();
        assertThat(shop.at("/uptime/24h").asDouble()).isEqualTo(100);
        assertThat(shop.at("/responseTimes/checks").asInt()).isPositive();
        assertThat(shop.at("/tags/0").asText()).isEqualTo("eu");
    }

    @Test
    void filtersAndPagesLeaveNothingOut() throws Exception {
        start(heartbeats(260, number -> Map.of("name", "m" + number, "group", "g" + number % 2)));

        List<String> names = new ArrayList<>();
        String query = "?limit=90&group=g1";
        while (!query.isEmpty()) {
            JsonNode part = api(query);
            part.path("monitors").forEach(monitor -> names.add(monitor.path("name").asText()));
            String next = part.path("next").asText("");
            query = part.path("next").isNull() ? "" : next.substring(next.indexOf('?'));
        }
        assertThat(names).hasSize(130).doesNotHaveDuplicates().allMatch(name -> name.matches("m\\d*[13579]"));
        assertThat(api("?state=up").path("matching").asInt()).isZero();
        assertThat(api("?state=pending,down&limit=1").path("matching").asInt()).isEqualTo(260);
        assertThat(api("?group=").path("matching").asInt()).isZero();

        assertThat(texts(page("/"), "h2")).containsExactly("Groups", "Incidents");
        assertThat(all(page("/"))).contains("g0", "g1", "130 PENDING");
        Document second = page("/?state=pending&page=2");
        assertThat(all(second)).contains("page 2 of 2", "m99");
        assertThat(texts(second, "tr")).hasSize(1 + 260 - 150);
        assertThat(texts(page("/?group=g1"), "tr")).hasSize(1 + 130);
    }

    /** Monitors that ask nobody, in a file. */
    private Map<String, String> heartbeats(int count, IntFunction<Map<String, Object>> about) throws Exception {
        List<Map<String, Object>> monitors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> one = new TreeMap<>(about.apply(i));
            one.putAll(Map.of("target", "heartbeat", "every", "1h", "token", "token-of-number-" + i));
            monitors.add(one);
        }
        Path file = data.resolve("monitors.yaml");
        Files.writeString(file, JSON.writeValueAsString(Map.of("monitors", monitors)));
        return Map.of("monitors.file", file.toString());
    }

    @Test
    void thousandsOfMonitorsMakeNoLongerPage() throws Exception {
        start(heartbeats(2_000, number -> Map.of("name", "monitor-number-" + number, "group", "group " + number)));

        assertThat(get("/").length()).isLessThan(300_000);
        assertThat(all(page("/?page=14"))).contains("page 14 of 14");
        assertThat(api("?limit=1000").path("monitors").size()).isEqualTo(1_000);
    }

    @Test
    void whatComesFromOutsideIsOnlyText() throws Exception {
        start(heartbeats(2, number -> Map.of("name", "m" + number, "group", EVIL, "tags", List.of("<i>"))));
        bot.says("add monitor evil http://127.0.0.1:1/?q=%3Cscript%3E every 1h confirm 1 group \"<i>\"");
        bot.says("check evil");

        for (String path : List.of("/", "/monitors/m0", "/monitors/evil", "/?group=%3Ci%3E", "/?tag=%3Ci%3E")) {
            Document page = page(path);
            assertThat(page.getElementsByTagName("script").getLength()).as(path).isZero();
            assertThat(page.getElementsByTagName("i").getLength()).as(path).isZero();
            assertThat(get(path)).as(path).doesNotContain("\u202e", "<script", "style=", "onload");
        }
        assertThat(all(page("/"))).contains("<script>alert(1)</script> & \"x' \ufffdgro.live", "<i>");
        assertThat(api("?limit=1000").toString()).contains("<script>");
        HttpResponse<byte[]> unknown = send("GET", "/monitors/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(all(document(unknown.body()))).contains("No monitor is called \"<script>alert(1)</script>\" now.");
    }

    @Test
    void aPageMayLoadNothingAndIsKeptNowhere() throws Exception {
        start(Map.of());
        for (String path : List.of("/", "/monitors/nobody", "/?page=x")) {
            HttpResponse<byte[]> answer = send("GET", path);
            String html = new String(answer.body(), StandardCharsets.UTF_8);
            String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
            String hash = Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .startsWith("default-src 'none';")
                    .contains("style-src 'sha256-" + hash + "'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "script-src");
            assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
            assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(html).contains("<html lang=\"en\">", "prefers-color-scheme", "width=device-width")
                    .doesNotContain("<script", "@import", "url(");
            assertThat(document(answer.body()).getElementsByTagName("title").getLength()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=x", "?offset=-1", "?state=sad", "?page=1", "?x"})
    void whatMakesNoSenseIsRefusedWithAdvice(String query) throws Exception {
        start(Map.of());
        HttpResponse<byte[]> answer = send("GET", "/api/v1/status" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("error").asText())
                .containsAnyOf("it is a number from", "it can be: down,", "there are: group, limit,");
        assertThat(send("GET", "/?limit=1").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/?state=sad").statusCode()).isEqualTo(400);
    }

    @Test
    void pagesAreReadAndNothingElse() throws Exception {
        start(Map.of());
        for (String path : List.of("/", "/api/v1/status")) {
            assertThat(send("POST", path).statusCode()).isEqualTo(405);
            assertThat(send("DELETE", path).statusCode()).isEqualTo(405);
            HttpResponse<byte[]> head = send("HEAD", path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
        HttpResponse<byte[]> squeezed = send("GET", "/", "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(squeezed.headers().firstValue("content-encoding")).contains("gzip");
        byte[] whole = new GZIPInputStream(new ByteArrayInputStream(squeezed.body())).readAllBytes();
        assertThat(texts(document(whole), "h1")).containsExactly("Nothing is watched here yet");
        assertThat(send("GET", "/", "Accept-Encoding", "gzip;q=0").headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void strangersSeeNothing() throws Exception {
        start(Map.of("web.user", "ana", "web.password", "s3same", "web.token", "t0ken"));
        bot.says("add monitor shop http://127.0.0.1:1/ every 1h");
        String known = "Basic " + Base64.getEncoder().encodeToString("ana:s3same".getBytes(StandardCharsets.UTF_8));
        for (String path : List.of("/", "/monitors/shop", "/monitors/nobody", "/%6donitors/shop", "/api/v1/status",
                "/%61pi/v1/status", "/?state=down")) {
            assertThat(send("GET", path).statusCode()).as(path).isEqualTo(401);
            assertThat(send("GET", path, "Authorization", "Bearer wrong").statusCode()).as(path).isEqualTo(401);
            assertThat(send("GET", path, "Authorization", known).statusCode()).as(path).isIn(200, 404);
            assertThat(send("GET", path, "Authorization", "Bearer t0ken").statusCode()).as(path).isIn(200, 404);
        }
        assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
    }
}
