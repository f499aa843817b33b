package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that ship, as they lie in {@code plugins/}, in the whole bot and against servers on loopback. */
final class ShippedInBotTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    @Test
    void certificatesOfMonitorsAndOfOtherHostsAreListedByTheirEnd() throws Exception {
        Instant soon = Instant.now().plus(10, ChronoUnit.DAYS).plus(1, ChronoUnit.HOURS);
        Instant later = Instant.now().plus(50, ChronoUnit.DAYS).plus(1, ChronoUnit.HOURS);
        try (MockWebServer shop = tls(later); MockWebServer mail = tls(soon)) {
            Map<String, String> hosts = Map.of("plugin.certificatecalendar.hosts", "127.0.0.1:" + mail.getPort());
            try (TalkingBot bot = bot("CertificateCalendar", hosts)) {
                String target = "https://127.0.0.1:" + shop.getPort() + "/";
                assertThat(bot.says("add monitor shop " + target + " insecure true")).contains("First check: UP");

                assertThat(bot.says("certificates")).isEqualTo("""
                        %s  in 10 days  127.0.0.1:%d
                        %s  in 50 days  shop  %s""".formatted(day(soon), mail.getPort(), day(later), target));
                assertThat(bot.says("certificates within 20d")).isEqualTo(
                        day(soon) + "  in 10 days  127.0.0.1:" + mail.getPort());
            }
        }
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static MockWebServer tls(Instant ends) throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .validityInterval(Instant.now().minus(1, ChronoUnit.DAYS).toEpochMilli(), ends.toEpochMilli())
                .build();
        MockWebServer server = new MockWebServer();
        server.useHttps(new HandshakeCertificates.Builder().heldCertificate(certificate).build().sslSocketFactory());
        server.setDispatcher(answering(new AtomicReference<>("fine")));
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    @Test
    void aProvidersIncidentsAreTheLinesOfOneIncident() throws Exception {
        AtomicReference<String> page = new AtomicReference<>(summary("none", ""));
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(answering(page));
            server.start(InetAddress.getLoopbackAddress(), 0);
            String address = "github=http://127.0.0.1:" + server.getPort() + "/api/v2/summary.json";
            try (TalkingBot bot = bot("CloudStatus", Map.of(
                    "plugin.cloudstatus.addresses", address, "monitor.slack.target", "cloud://slack",
                    "monitor.slack.enabled", "false"))) {
                assertThat(bot.says("add monitor github cloud://github every 1s confirm 1 recover 1 set only=Pages"
                        + " set only=Actions")).contains("First check: UP");

                page.set(summary("critical", """
                        {"name":"All is down","impact":"critical","components":[{"name":"Actions"},{"name":"Pages"}]},
                        {"name":"Slow mail","impact":"minor","components":[{"name":"Notifications"}]},
                        {"name":"Slow runs","impact":"minor","components":[{"name":"Actions"}]}"""));
                assertThat(bot.notice()).startsWith("DOWN  github")
                        .contains("x All is down (Actions, Pages)", "x Slow runs (Actions)")
                        .doesNotContain("mail");
                assertThat(bot.says("cloud status github")).isEqualTo("""
                        DOWN  github
                          All is down (Actions, Pages)
                          Slow mail (Notifications)
                          Slow runs (Actions)""");

                page.set(summary("minor", """
                        {"name":"Slow runs","impact":"minor","components":[{"name":"Actions"}]}"""));
                await().atMost(PATIENCE).until(() -> bot.says("status github").startsWith("DEGRADED"));
                assertThat(bot.says("status github")).contains("x Slow runs (Actions)");

                page.set(summary("none", ""));
                assertThat(bot.notice()).startsWith("RECOVERED  github");
            }
        }
    }

    private static String summary(String indicator, String incidents) {
        return "{\"components\":[],\"incidents\":[" + incidents + "],\"status\":{\"indicator\":\"" + indicator + "\"}}";
    }

    private static Dispatcher answering(AtomicReference<String> body) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().body(body.get()).build();
            }
        };
    }

    private TalkingBot bot(String plugin, Map<String, String> more) throws IOException {
        Path plugins = Files.createDirectories(data.resolve("plugins"));
        Files.copy(Path.of("plugins", plugin + ".java"), plugins.resolve(plugin + ".java"));
        Map<String, String> settings = new TreeMap<>(Map.of("plugins.dir", plugins.toString()));
        settings.putAll(more);
        return new TalkingBot(data, settings);
    }
}
