package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.code.PluginSettings;
import io.tocsin.config.Config;
import io.tocsin.kit.Trial;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plugins/KafkaLag.java} as it ships, its library from a repository, against a real broker. */
@Tag("heavy")
final class KafkaLagIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PLUGIN = Path.of("plugins/KafkaLag.java");

    @TempDir
    private static Path shared;

    private static KafkaBroker broker;
    private static LocalRepository repository;

    @BeforeAll
    static void start() throws Exception {
        Files.copy(PLUGIN, Files.createDirectories(shared.resolve("plugins")).resolve("KafkaLag.java"));
        // .../org/apache/kafka/kafka-clients/4.0.0/kafka-clients-4.0.0.jar
        repository = new LocalRepository(Admin.class, 6);
        broker = KafkaBroker.start(shared);
        broker.topic("orders", 3, 10);
        broker.topic("payments", 2, 2);
        broker.topic("idle", 1, 0);
        broker.commit("billing", "orders", 10, 5, 0);
        broker.commit("billing", "payments", 2, 1);
        // the library is fetched once, which the first bot may have to say at its console
        try (TalkingBot first = bot(Map.of())) {
            await().atMost(PATIENCE).until(() -> first.says("test " + target("billing")).startsWith("UP in"));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
        repository.close();
    }

    @Test
    void theLagOfATopicIsThatOfAllItsPartitions() throws Exception {
        try (TalkingBot bot = bot(Map.of())) {
            assertThat(bot.says("test " + target("billing"))).startsWith("UP in")
                    .contains("lag 15 at most", "v orders (billing): lag 15 <= 1000",
                            "v payments (billing): lag 1 <= 1000");
            assertThat(bot.says("test " + target("billing/orders") + " set limit=15")).startsWith("UP in");
            assertThat(bot.says("test " + target("billing") + " set limit=14")).startsWith("DOWN in")
                    .contains("x orders (billing): lag 15 > 14", "v payments (billing): lag 1 <= 14");
            assertThat(bot.says("test " + target("billing") + " expect \"[BODY].billing.orders == 15\"")).startsWith(
                    "UP in");
        }
    }

    @Test
    void oneIncidentNamesEachTopicAndEndsWhenTheGroupHasCaughtUp() throws Exception {
        broker.commit("catching-up", "orders", 10, 5, 0);
        broker.commit("catching-up", "payments", 2, 1);
        try (TalkingBot bot = bot(Map.of())) {
            bot.says("add monitor catching " + target("catching-up")
                    + " every 1s confirm 1 recover 1 set topic=orders=14 set topic=payments set limit=0");
            String down = bot.notice();
            assertThat(down).startsWith("DOWN  catching").contains("2 of 2: orders, payments",
                    "x orders (catching-up): lag 15 > 14", "x payments (catching-up): lag 1 > 0");

            broker.commit("catching-up", "orders", 10, 5, 1);
            broker.commit("catching-up", "payments", 2, 2);
            await().atMost(PATIENCE).until(() -> bot.says("status catching").startsWith("UP"));
            assertThat(bot.notice()).startsWith("RECOVERED  catching");
        }
    }

    @Test
    void aMonitorInTheConfigurationIsTheSame() throws Exception {
        try (TalkingBot bot = bot(Map.of(
                "monitor.lag.target", target("billing"),
                "monitor.lag.every", "1s",
                "monitor.lag.confirm", "1",
                "monitor.lag.topic.1", "orders=14",
                "monitor.lag.topic.2", "payments"))) {
            assertThat(bot.notice()).startsWith("DOWN  lag").contains("orders (billing): lag 15 > 14")
                    .doesNotContain("payments");
            assertThat(bot.says("export monitors")).contains("orders=14", "payments");
        }
    }

    @Test
    void whatIsNotThereIsToldApart() throws Exception {
        broker.commit("forgetful", "orders", 1);
        broker.forget("forgetful", "orders");
        int nobody = Ports.quiet();
        try (TalkingBot bot = bot(Map.of());
                ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(bot.says("test kafka://127.0.0.1:" + nobody + "/billing"))
                    .contains("No broker can be reached: 127.0.0.1:" + nobody + ": Connection refused");
            assertThat(bot.says("test kafka://127.0.0.1:" + silent.getLocalPort() + "/billing timeout 5s"))
                    .contains("The brokers take connections, but do not answer in time");
            assertThat(bot.says("test " + target("nobody"))).startsWith("DOWN")
                    .contains("x there is no consumer group nobody");
            assertThat(bot.says("test " + target("billing/nothing,orders"))).startsWith("DOWN")
                    .contains("x there is no topic nothing", "v orders (billing): lag 15");
            assertThat(bot.says("test " + target("billing/idle"))).startsWith("DOWN")
                    .contains("x billing has committed no offsets for idle");
            assertThat(bot.says("test " + target("forgetful"))).startsWith("DOWN").containsAnyOf(
                    "x the consumer group forgetful has committed no offsets",
                    "x there is no consumer group forgetful");
            assertThat(
                    bot.says("test kafka://127.0.0.1:" + nobody + ",127.0.0.1:" + broker.address().replaceAll(".*:", "")
                            + "/billing"))
                    .startsWith("UP");
        }
    }

    @Test
    void somePartitionsWithoutAnOffsetAreSaid() throws Exception {
        broker.commit("begun", "orders", 4);
        try (TalkingBot bot = bot(Map.of())) {
            assertThat(bot.says("test " + target("begun"))).startsWith("UP")
                    .contains("v orders (begun): lag 6 <= 1000, 2 partitions without an offset");
        }
    }

    @Test
    void tlsAndPasswordAreSpokenAndRefusalsAreToldWithoutThePassword() throws Exception {
        Path authority = Files.writeString(shared.resolve("ca.pem"), broker.authority());
        String guarded =
                "test kafka://" + broker.guarded() + "/billing set tls=yes set ca=" + authority + " user tocsin ";
        try (TalkingBot bot = bot(Map.of("secret.RIGHT", KafkaBroker.PASSWORD, "secret.WRONG", "wrong-password"))) {
            assertThat(bot.says(guarded + "password ${secret:RIGHT}")).startsWith("UP").contains("lag 15");
            assertThat(bot.says(guarded + "password ${secret:WRONG}")).contains("The brokers do not let us in")
                    .doesNotContain("wrong-password");
            assertThat(bot.says(guarded.replace(" set ca=" + authority, "") + "password ${secret:RIGHT}"))
                    .contains("TLS fails: ");
            assertThat(bot.says(guarded + "password plain")).contains("${secret:");
            assertThat(bot.says("test kafka://" + broker.guarded() + "/billing timeout 3s")).startsWith("DOWN");
        }
    }

    @Test
    void itsOwnTestPasses() throws Exception {
        List<String> report = new ArrayList<>();
        PluginSettings settings = new PluginSettings(
                shared.resolve("plugins"), true, repository.address(), Optional.of(shared.resolve("kit")));

        assertThat(Trial.of(PLUGIN, settings, Config.of(Map.of()), report::add)).as(report.toString()).isTrue();
        assertThat(report).anyMatch(line -> line.contains("ok"));
    }

    private static String target(String what) {
        return "kafka://" + broker.address() + "/" + what;
    }

    private static TalkingBot bot(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "plugins.dir", shared.resolve("plugins").toString(),
                "plugins.repository", repository.address().toString(),
                "plugins.on", "KafkaLag"));
        settings.putAll(more);
        return new TalkingBot(shared, settings);
    }
}
