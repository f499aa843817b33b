package io.tocsin.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.tocsin.Ports;
import io.tocsin.process.Outside.Said;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The seven systems that people built by hand, each in the place where it watched and the place where it told, in the
 * packaged bot. Started by itself it can be watched: {@code mvn -q -Dquick -DskipTests package exec:exec@bench
 * -Dbench.class=io.tocsin.process.SevenSystems}.
 */
final class SevenSystems implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final String SECRET = "s3cret";
    private static final Said WELL = Said.ok("{\"status\":0,\"word\":\"welcome\"}");

    private final Path directory;
    private final PrintStream out;
    private final Outside outside;
    private final int port = Ports.quiet();
    private final Map<String, AtomicBoolean> broken = new ConcurrentHashMap<>();
    private final List<BotProcess> bots = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService program = Executors.newSingleThreadScheduledExecutor();

    /**
     * One of them.
     *
     * @param part what is broken
     * @param tells the service that hears of it
     */
    private record Part(String system, String part, List<String> tells, String monitor) {}

    private static final List<Part> PARTS = List.of(
            new Part("1. UptimeRobot beside a chat bot", "site", List.of("slack"), "site"),
            new Part("2. The small server that programs poke", "backup", List.of("pushbullet"), "backup"),
            new Part("3. Gatus", "front", List.of("pagerduty"), "front"),
            new Part("4. Cloud functions: a site from seven cities", "cities", List.of("wecom", "sms", "mail"),
                    "cities"),
            new Part("4. Cloud functions: a Kafka backlog", "backlog", List.of("wecom", "mail"), "backlog"),
            new Part("5. The Go loop", "loop", List.of("rocketchat"), "loop"),
            new Part("6. The Lambda with a table", "billing", List.of("sns"), "billing"));

    SevenSystems(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
        this.outside = new Outside(told -> out.printf("      %-10s  %s%n", told.service(), told.line()));
    }

    public static void main(String[] args) throws Exception {
        try (SevenSystems systems = new SevenSystems(Files.createTempDirectory("seven-systems"), System.out)) {
            System.exit(systems.run().isEmpty() ? 0 : 1);
        }
    }

    /** Breaks and mends one part after the other; answers those that were not told as they should. */
    List<String> run() throws IOException {
        answers();
        var _ = program.scheduleWithFixedDelay(this::beat, 0, 500, TimeUnit.MILLISECONDS);
        start("bot", six());
        start("lambda", lambda());
        out.printf("%nTwo bots run: one for six of the systems, one for the Lambda's, whose list is at an address.%n");
        List<String> quiet = new ArrayList<>();
        for (Part part : PARTS) {
            out.printf("%n%s%n  %s breaks%n", part.system, part.part);
            broken(part.part).set(true);
            heard(part, "DOWN", quiet);
            out.printf("  %s is mended%n", part.part);
            broken(part.part).set(false);
            heard(part, "RECOVERED", quiet);
        }
        script(quiet);
        out.printf("%n%s%n", bots.getFirst().ask("status", " monitors: "));
        bots.forEach(BotProcess::stop);
        return quiet;
    }

    private void heard(Part part, String word, List<String> quiet) {
        for (String service : part.tells) {
            try {
                await().atMost(PATIENCE).until(() -> outside.told(service).stream()
                        .anyMatch(line -> line.contains(word) && line.contains(part.monitor)
                                || word.equals("RECOVERED") && line.startsWith("resolve")));
            } catch (ConditionTimeoutException silent) {
                quiet.add(part.system + ": " + service + " was not told that " + part.monitor + " is " + word);
            }
        }
    }

    private void script(List<String> quiet) {
        BotProcess bot = bots.getFirst();
        String url = outside.url("/script");
        out.printf("%n7. The chat-bot script%n  script breaks%n");
        for (boolean breaks : new boolean[] {true, false}) {
            broken("script").set(breaks);
            String expected = url + (breaks ? " failed" : " is back");
            try {
                await().atMost(PATIENCE).until(() -> bot.out().stream().anyMatch(line -> line.contains(expected)));
                out.printf("      %-10s  %s%n%s", "console", expected, breaks ? "  script is mended\n" : "");
            } catch (ConditionTimeoutException silent) {
                quiet.add("7. The chat-bot script: the console was not told \"" + expected + "\"");
            }
        }
    }

    private AtomicBoolean broken(String part) {
        return broken.computeIfAbsent(part, name -> new AtomicBoolean());
    }

    private void answers() {
        for (String site : List.of("site", "front", "script", "billing")) {
            outside.answer("/" + site, () -> broken(site).get() ? new Said(503, "") : WELL);
        }
        outside.answer("/loop", () -> broken("loop").get() ? Said.ok("{\"status\":-1}") : WELL);
        outside.answer("/speed", () -> Said.ok("({result:{alltime:'" + (broken("cities").get() ? 9000 : 212) + "'}})"));
        outside.answer("/cloud",
                () -> Said.ok("{\"Response\":{\"Result\":{\"TotalCount\":1,\"TopicList\":[{\"Topic\":\"orders\","
                        + "\"Partitions\":[{\"Partition\":0,\"Lag\":" + (broken("backlog").get() ? 5000 : 3)
                        + "}]}]}}}"));
        outside.answer("/servers.json",
                "{\"servers\":[{\"name\":\"billing\",\"url\":\"" + outside.url("/billing") + "\"}]}");
        outside.answer("/uptimerobot", () -> Said.ok("{\"nextLink\":null,\"data\":[{\"id\":1,\"friendlyName\":\"site\","
                + "\"url\":\"x\",\"status\":\"" + (broken("site").get() ? "DOWN" : "UP") + "\"}]}"));
        outside.answer("/slack", "ok");
        outside.answer("/pushbullet", "{\"iden\":\"ujpah72o0sjAoRtnM0jc\"}");
        outside.answer("/pagerduty", () -> new Said(202, "{\"status\":\"success\",\"dedup_key\":\"k\"}"));
        outside.answer("/wecom", "{\"errcode\":0,\"errmsg\":\"ok\"}");
        outside.answer("/sms",
                "{\"Response\":{\"SendStatusSet\":[{\"PhoneNumber\":\"+8613711112222\",\"Code\":\"Ok\"}]}}");
        outside.answer("/sns",
                "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>");
        String rocket = "/rocketchat/api/v1/";
        outside.answer("/rocketchat", "{\"success\":true,\"message\":{\"_id\":\"m1\",\"rid\":\"GENERAL\"}}");
        outside.answer(rocket + "login", "{\"status\":\"success\",\"data\":{\"userId\":\"u1\",\"authToken\":\"t1\"}}");
        outside.answer(rocket + "me", "{\"success\":true,\"_id\":\"u1\",\"username\":\"tocsin\"}");
        outside.answer(rocket + "rooms.info",
                "{\"success\":true,\"room\":{\"_id\":\"GENERAL\",\"name\":\"ops\",\"t\":\"c\"}}");
    }

    private void start(String name, Map<String, String> config) {
        BotProcess bot = Launch.in(directory.resolve(name)).with(config).start().ready();
        bots.add(bot);
        out.printf("%s%n", bot.awaitLine("Tocsin "));
    }

    private Map<String, String> six() throws IOException {
        Files.createDirectories(directory.resolve("plugins"));
        Files.writeString(directory.resolve("plugins/CheckServers.java"),
                Files.readString(Path.of("plugins/CheckServers.java")).replace("\"* * * * *\"", "\"* * * * * *\""));
        Path gatus = Files.writeString(directory.resolve("gatus.yaml"), """
                alerting:
                  pagerduty: {integration-key: "x"}
                endpoints:
                  - name: front
                    url: "%s"
                    interval: 1s
                    conditions: ["[STATUS] == 200", "[BODY].status == 0", "[RESPONSE_TIME] < 5000"]
                    alerts: [{type: pagerduty, failure-threshold: 2, success-threshold: 1, send-on-resolved: true}]
                """.formatted(outside.url("/front")));
        Map<String, String> config = usual();
        config.putAll(Map.of(
                "monitors.file", gatus.toString(), "gatus.room.pagerduty", "pagerduty:ops",
                "web.enabled", "true", "web.port", Integer.toString(port),
                "slackhook.team.url", outside.url("/slack"),
                "pushbullet.ana.token", "t", "pushbullet.api-url", outside.url("/pushbullet"),
                "pagerduty.ops.key", "k", "pagerduty.ops.api-url", outside.url("/pagerduty"),
                "wecom.team.key", outside.url("/wecom")));
        config.putAll(Map.of(
                "sms.key-id", "AKID", "sms.secret", "k", "sms.app", "1400", "sms.template", "44", "sms.sign", "Tocsin",
                "sms.api-url", outside.url("/sms"), "sms.night.numbers", "+8613711112222",
                "mail.host", "127.0.0.1", "mail.port", Integer.toString(outside.mailPort()),
                "mail.from", "tocsin@example.com"));
        config.putAll(Map.of(
                "plugin.checkservers.room", "console", "plugin.checkservers.urls", outside.url("/script"),
                "mail.tls", "none", "uptimerobot.key", "u", "uptimerobot.api-url", outside.url("/uptimerobot"),
                "rocketchat.url", outside.url("/rocketchat"), "rocketchat.user", "tocsin", "rocketchat.password", "p"));
        monitor(config, "site", outside.url("/site"), "slackhook:team", "expect", "[BODY] == pat(*welcome*)");
        monitor(config, "site-outside", "uptimerobot://site", "slackhook:team");
        monitor(config, "port", "tcp://127.0.0.1:" + outside.port(), "slackhook:team");
        monitor(config, "machine", "ping://127.0.0.1", "slackhook:team");
        monitor(config, "backup", "heartbeat", "pushbullet:ana", "every", "2s", "grace", "1s", "secret", SECRET);
        monitor(config, "cities", "speedtest://shop.example.com/", "wecom:team, sms:night, mail:ops@example.com",
                "ask", outside.url("/speed") + "?node={node}", "node",
                "1 Beijing; 2 Shanghai; 3 Guangzhou; 4 Chengdu; 5 Wuhan; 6 Xian; 7 Shenyang", "expect",
                "[RESPONSE_TIME] < 2s", "cron", "*/2 * * * * ? *", "every", "");
        monitor(config, "backlog", "ckafka://ap-guangzhou/ckafka-1/billing", "wecom:team, mail:ops@example.com",
                "endpoint", outside.url("/cloud"), "sign-id", "AKID", "sign-secret", "k");
        monitor(config, "loop", outside.url("/loop"), "rocketchat:#ops", "method", "POST", "expect",
                "[BODY].status == 0");
        return config;
    }

    private Map<String, String> lambda() {
        Map<String, String> config = usual();
        config.putAll(Map.of(
                "monitors.file", outside.url("/servers.json"), "default.room",
                "sns:arn:aws:sns:eu-central-1:123456789012:ops",
                "sns.key-id", "AKID", "sns.secret", "k", "sns.api-url", outside.url("/sns"),
                "check.schedule", "every 1s", "failure-threshold", "1", "success-threshold", "1",
                "plugins.dir", directory.resolve("none").toString()));
        return config;
    }

    private static Map<String, String> usual() {
        return new LinkedHashMap<>(Map.of("retry-interval", "500ms", "success-threshold", "1"));
    }

    private static void monitor(Map<String, String> config, String name, String target, String rooms, String... more) {
        String key = "monitor." + name + ".";
        config.put(key + "target", target);
        config.put(key + "rooms", rooms);
        config.put(key + "every", "1s");
        for (int i = 0; i < more.length; i += 2) {
            config.put(key + more[i], more[i + 1]);
        }
        config.values().removeIf(String::isEmpty);
    }

    /** A program that says that it is there, signed as the article's clients do. */
    private void beat() {
        if (!broken("backup").get()) {
            post("{\"time\":" + System.currentTimeMillis() / 1e3 + "}");
        }
    }

    private void post(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA1"));
            String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
            client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/heartbeat/backup"))
                            .header("X-Hub-Signature", "sha1=" + signature)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException notYetThere) {
            out.print("");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (GeneralSecurityException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }

    @Override
    public void close() {
        program.shutdownNow();
        client.shutdownNow();
        bots.forEach(BotProcess::close);
        outside.close();
    }
}
