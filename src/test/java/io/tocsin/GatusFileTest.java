package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole Gatus configuration, with every type and option of it, runs as it is in the whole bot. */
@Timeout(240)
final class GatusFileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "potato-potato";

    private static final String PARTS = """
            debug: false
            metrics: true
            skip-invalid-config-update: true
            disable-monitoring-lock: false
            concurrency: 5
            storage: {type: sqlite, path: /data/data.db, caching: true}
            security: {basic: {username: john, password-bcrypt-base64: eA==}}
            web: {port: 8080}
            ui: {title: Status, header: Status}
            connectivity: {checker: {target: "1.1.1.1:53", interval: 60s}}
            remote: {instances: []}
            maintenance: {start: "03:00", duration: 1h, timezone: Europe/Berlin, every: [Sunday], enabled: false}
            tunneling: {jump: {type: SSH, host: jump}}
            announcements: [{timestamp: 2025-01-01T00:00:00Z, type: outage, message: gone}]
            suites: [{name: check-out, endpoints: []}]
            alerting:
              slack:
                webhook-url: "https://hooks.slack.com/services/a/b/c"
                title: Gatus
                default-alert:
                  enabled: true
                  description: "health check failed"
                  send-on-resolved: true
                  failure-threshold: 2
                  success-threshold: 1
                overrides:
                  - group: core
                    webhook-url: "https://hooks.slack.com/services/d/e/f"
              pagerduty:
                integration-key: "x"
            """;

    private static final String ENDPOINTS =
            """
                    default-endpoint: &defaults
                      group: core
                      interval: 1h
                      client: {timeout: 20s}
                      alerts:
                        - type: slack

                    endpoints:
                      - <<: *defaults
                        name: front
                        maintenance-windows: [{start: "02:30", duration: 45m, timezone: Asia/Tokyo, every: [Monday, Thursday]}]
                        url: "http://{HTTP}/health"
                        conditions:
                          - "[STATUS] == 200"
                          - "[BODY].status == UP"
                          - "len([BODY].items) == 3"
                          - "[RESPONSE_TIME] < 20000"
                          - "[IP] == any(127.0.0.1, ::1)"
                          - "[CONNECTED] == true"
                        ui: {hide-url: true, hide-hostname: true, dont-resolve-failed-conditions: true}
                        extra-labels: {environment: staging}
                      - <<: *defaults
                        name: graphql
                        url: "http://{HTTP}/graphql"
                        method: POST
                        graphql: true
                        body: '{ user(id: "1") { name } }'
                        conditions: ["[STATUS] == 200", "[BODY].data.user.name == jo", "has([BODY].errors) == false"]
                      - <<: *defaults
                        name: echo
                        url: "http://{HTTP}/echo"
                        method: PUT
                        body: "[ENDPOINT_NAME] of [ENDPOINT_GROUP]"
                        headers: {X-Token: "${TOKEN}"}
                        conditions: ["[BODY] == s3cret-t0ken echo of core"]
                      - <<: *defaults
                        name: moved
                        url: "http://{HTTP}/moved"
                        client: {ignore-redirect: true, timeout: 20s, proxy-url: "http://{HTTP}", network: ip4, dns-resolver: "tcp://127.0.0.1:53"}
                        conditions: ["[STATUS] == 302"]
                      - <<: *defaults
                        name: secure
                        url: "https://{HTTPS}/"
                        client: {insecure: true, timeout: 20s}
                        conditions: ["[CERTIFICATE_EXPIRATION] > 12h", "[BODY] == pat(*af*)"]
                      - {<<: *defaults, name: tcp, url: "tcp://{TCP}", body: PING, conditions: ["[BODY] == +PONG"]}
                      - {<<: *defaults, name: udp, url: "udp://{UDP}", body: ping, conditions: ["[BODY] == pong", "[CONNECTED] == true"]}
                      - {<<: *defaults, name: icmp, url: "icmp://127.0.0.1", conditions: ["[CONNECTED] == true"]}
                      - name: dns
                        url: "{DNS}"
                        interval: 1h
                        dns: {query-name: example.com, query-type: A}
                        conditions: ["[BODY] == 93.184.216.34", "[DNS_RCODE] == NOERROR"]
                      - {<<: *defaults, name: starttls, url: "starttls://{MAIL}", client: {insecure: true}, conditions: ["[CERTIFICATE_EXPIRATION] > 12h"]}
                      - {<<: *defaults, name: tls, url: "tls://{TLS}", client: {insecure: true}, conditions: ["[CONNECTED] == true", "[CERTIFICATE_EXPIRATION] > 12h"]}
                      - {<<: *defaults, name: ssh, url: "ssh://{SSH}", ssh: {username: "", password: ""}, conditions: ["[CONNECTED] == true", "[STATUS] == 0"]}
                      - {<<: *defaults, name: ws, url: "ws://{WS}/feed", body: hi, conditions: ["[BODY] == you said hi"]}
                      - {<<: *defaults, name: grpc, url: "grpc://{GRPC}", conditions: ["[BODY] == SERVING"]}
                      - {name: sctp, url: "sctp://127.0.0.1:1", conditions: ["[CONNECTED] == true"]}
                      - {name: off, enabled: false, url: "http://{HTTP}/", conditions: ["[STATUS] == 200"]}
                      - {name: site, url: "https://www.example.org/", interval: 1h, enabled: false, conditions: ["[STATUS] == 200", "[DOMAIN_EXPIRATION] > 720h"]}
                      - name: flip
                        group: core
                        url: "http://{HTTP}/flip"
                        interval: 1s
                        client: {timeout: 20s}
                        conditions: ["[STATUS] == 200"]
                        alerts:
                          - {type: slack, minimum-reminder-interval: 6h}
                          - {type: pagerduty, failure-threshold: 4, description: wake somebody, provider-override: {integration-key: y}}
                          - {type: slack, enabled: false, failure-threshold: 1}
                          - {type: discord, failure-threshold: 1}
                    external-endpoints:
                      - name: night job
                        group: core
                        token: "potato-potato"
                        heartbeat: {interval: 30m}
                        alerts: [{type: slack, failure-threshold: 1}]
                      - {name: "night job", group: "edge", token: "potato-potato"}
                    """;

    @TempDir
    Path directory;

    private GatusServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = new GatusServers();
    }

    @AfterEach
    void stop() throws Exception {
        servers.close();
    }

    private Path file() throws Exception {
        Path file = directory.resolve("gatus.yaml");
        String text = PARTS + ENDPOINTS;
        for (Map.Entry<String, String> server : servers.addresses().entrySet()) {
            text = text.replace(server.getKey(), server.getValue());
        }
        Files.writeString(file, text);
        return file;
    }

    private TalkingBot bot(Path file) {
        return new TalkingBot(directory, Map.of(
                "monitors.file", file.toString(), "web.enabled", "true", "web.port", "0", "secret.TOKEN",
                "s3cret-t0ken", "role.administer", TalkingBot.ROOT.id(), "spread", "0s"));
    }

    @Test
    void everythingRunsAndWhatIsLeftOutIsListed() throws Exception {
        try (TalkingBot bot = bot(file()); Reporter program = new Reporter(bot)) {
            for (String name : List.of("front", "graphql", "echo", "moved", "secure", "tcp", "udp", "dns", "starttls",
                    "tls", "ssh", "ws", "grpc", "flip")) {
                await(name).atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(bot.says("status " + name)).startsWith("UP"));
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(bot.says("status icmp"))
                    .matches("(?s)UP.*|.*net.ipv4.ping_group_range.*"));
            assertThat(bot.says("status sctp")).startsWith("UNKNOWN");
            assertThat(bot.says("status off")).startsWith("PAUSED");
            assertThat(bot.says("status site-domain")).startsWith("PAUSED").contains("domain://www.example.org");
            assertThat(bot.says("status \"core/night job\"")).startsWith("PENDING");
            assertReport(read(bot, "sctp.url="));
            assertThat(bot.says("maintenance list")).contains("front", "monitors.file", "Asia/Tokyo");
            assertPushes(bot, program);
            assertAlerts(bot);
        }
    }

    /** External endpoints keep their addresses, though both have one name and one token. */
    private static void assertPushes(TalkingBot bot, Reporter program) throws Exception {
        for (String group : List.of("core", "edge")) {
            assertThat(program.send(
                    "POST", "/api/v1/endpoints/" + group + "_night-job/external?success=true", "Authorization",
                    "Bearer " + TOKEN, new byte[0]).statusCode()).isEqualTo(200);
            assertThat(bot.says("status \"" + group + "/night job\"")).startsWith("UP");
        }
        assertThat(program.send(
                "POST", "/api/v1/endpoints/core_night-job/external?success=false&error=disk%20full", "Authorization",
                "Bearer " + TOKEN, new byte[0]).statusCode()).isEqualTo(200);
        assertThat(read(bot, "DOWN  core/night job")).last().asString()
                .contains("health check failed: it reported a failure: disk full");
    }

    /** The lowest threshold tells, a higher one later, and the end is told. */
    private void assertAlerts(TalkingBot bot) throws Exception {
        servers.well.set(false);
        assertThat(read(bot, "DOWN  flip")).last().asString().contains("health check failed: ", "2 of 2 checks");
        assertThat(read(bot, "4 checks in a row")).last().asString().startsWith("DOWN  flip").contains("wake somebody");
        servers.well.set(true);
        assertThat(read(bot, "RECOVERED  flip")).isNotEmpty();
    }

    private static void assertReport(List<String> notices) {
        String report = String.join("\n", notices);
        assertThat(report).contains(
                "debug: not supported", "metrics: not supported", "skip-invalid-config-update: not supported",
                "disable-monitoring-lock: not supported", "concurrency: not supported", "storage: not supported",
                "security: not supported", "web: not supported", "ui: not supported", "connectivity: not supported",
                "remote: not supported", "tunneling: not supported", "announcements: not supported",
                "suites: not supported", "endpoints[].ui: not supported", "endpoints[].extra-labels: not supported",
                "endpoints[].ssh: not supported", "endpoints[].client.network: not supported",
                "endpoints[].client.dns-resolver: not supported",
                "alerting.slack: its addresses and keys are left out; alerts of it go to console",
                "alerting.slack.overrides[0]: alerts of group core go to console",
                "alerting.pagerduty: its addresses and keys are left out",
                "endpoints[].alerts[].provider-override: its addresses and keys are left out",
                "endpoints[].alerts[].send-on-resolved: without it Gatus would not tell",
                "endpoints[].alerts[].success-threshold: alerts of one endpoint differ",
                "endpoints[].alerts[].type: alerting has no discord",
                "endpoints[].alerts: without an alert Gatus would tell nobody; here console is told",
                "external-endpoints[].alerts: without an alert Gatus would tell nobody",
                "external-endpoints[].heartbeat: silence counts from the first sign on",
                "sctp.url=sctp://127.0.0.1:1: No monitor type takes targets that begin with \"sctp:\"");
    }

    /** The notices up to one that has all of these words. */
    private static List<String> read(TalkingBot bot, String... words) throws Exception {
        List<String> notices = new ArrayList<>();
        while (notices.isEmpty() || !List.of(words).stream().allMatch(notices.getLast()::contains)) {
            notices.add(bot.notice());
            assertThat(notices.getLast()).as("after %s", notices).isNotEqualTo("no notice came");
        }
        return notices;
    }
}
