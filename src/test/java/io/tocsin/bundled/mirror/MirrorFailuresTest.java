package io.tocsin.bundled.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bundled.mirror.FakeApi.Answer;
import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong between the bot and a service says nothing of what the service watches. */
@Timeout(120)
final class MirrorFailuresTest {

    private static final String ROBOT = "uptimerobot";

    private static String shop(String status) {
        return UptimeRobotTest.page("null",
                UptimeRobotTest.monitor(1, "shop", "https://x.example.com", status, "null"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "401 | {\"message\":\"Unauthorized\"} | it does not take the key in uptimerobot.key (401): Unauthorized",
        "401 | nonsense                       | it does not take the key in uptimerobot.key (401)",
        "403 | {\"error\":{\"statuscode\":403,\"statusdesc\":\"Forbidden\",\"errormessage\":\"No!\"}}"
                + " | the key in uptimerobot.key may not read this (403): No!",
        "404 | {}                             | UptimeRobot cannot be asked: there is no such API at uptimerobot.api-url (404)",
        "418 | {\"message\":\"tea\"}          | it answers with status 418: tea",
        "429 | {}                             | UptimeRobot cannot be asked: it was asked too often (429) and wants to be left alone for 1 min",
        "500 | {}                             | it answers with status 500",
        "503 | <html>down</html>              | it answers with status 503"})
    void anAnswerThatSaysNoHasItsReason(int status, String body, String reason) throws Exception {
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.of(status, body))) {
            assertThat(rig.seen("shop")).startsWith("UNKNOWN: UptimeRobot cannot be asked: ").endsWith(reason);
        }
    }

    @Test
    void anAnswerWithoutTheListSaysWhichOne() throws Exception {
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.ok("{}"))) {
            assertThat(rig.seen("shop")).isEqualTo("UNKNOWN: UptimeRobot cannot be asked: its answer cannot be read: "
                    + "there is no list \"data\" in it");
        }
    }

    @Test
    void nobodyIsAskedBeforeTheBotHasStarted() throws Exception {
        MirrorPlugin plugin = new MirrorPlugin(InstantSource.system(),
                Map.of(ROBOT, new Settings(Map.of("key", List.of(MirrorRig.KEY)))));

        assertThat(Checks.of(plugin, ROBOT).reason("uptimerobot://shop"))
                .isEqualTo("UptimeRobot cannot be asked before the bot has started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "null", "{}", "{\"data\":{}}", "{\"data\":\"no\"}", "{\"data\":[", "1"})
    void anAnswerThatCannotBeReadSaysSo(String body) throws Exception {
        for (String service : List.of("uptimerobot", "statuscake", "pingdom")) {
            try (MirrorRig rig = new MirrorRig(service, asked -> Answer.ok(body))) {
                assertThat(rig.seen("shop")).startsWith("UNKNOWN: ")
                        .contains(" cannot be asked: its answer cannot be read: ");
            }
        }
    }

    /** More than the bot reads of an answer: it is cut, and then no longer JSON. */
    @Test
    void anAnswerThatIsTooLongCannotBeRead() throws Exception {
        String much = "{\"checks\":[{\"id\":1,\"name\":\"shop\",\"status\":\"down\",\"x\":\"" + "x".repeat(2_000_000);
        try (MirrorRig rig = new MirrorRig("pingdom", asked -> Answer.ok(much + "\"}]}"))) {
            assertThat(rig.seen("shop")).contains("cannot be read");
        }
    }

    @Test
    void pagesWithoutEndEnd() throws Exception {
        String again = UptimeRobotTest.page("\"https://x.example.com/v3/monitors?cursor=1\"");
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.ok(again))) {
            assertThat(rig.seen("shop")).isEqualTo("UNKNOWN: UptimeRobot cannot be asked: its answer does not end");
            assertThat(rig.paths()).hasSize(100);
        }
    }

    @Test
    void oneThatSaysNothingIsLeftAtTheLimit() throws Exception {
        for (String service : List.of("uptimerobot", "statuscake", "pingdom")) {
            CountDownLatch over = new CountDownLatch(1);
            try (MirrorRig rig = new MirrorRig(service, asked -> {
                hold(over);
                return Answer.ok("{}");
            })) {
                Result result = rig.check(Duration.ofMillis(500), "shop");
                over.countDown();

                assertThat(result.unjudged()).isTrue();
                assertThat(Checks.reason(result)).matches("no answer within 500 ms: \\w+ cannot be asked");
            }
        }
    }

    private static void hold(CountDownLatch over) {
        try {
            assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void oneThatIsNotThereIsNotReached() throws Exception {
        MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.ok("{}"));
        rig.api.close();
        try (rig) {
            assertThat(rig.seen("shop")).startsWith("UNKNOWN: UptimeRobot cannot be asked: 127.0.0.1: ");
        }
    }

    @Test
    void sillyConnectionsLeaveNothingBehind() throws Exception {
        try (ScriptedServer server = ScriptedServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
                MirrorRig rig =
                        new MirrorRig(ROBOT, asked -> Answer.ok("{}"), "api-url", "http://" + server.address())) {
            assertThat(rig.seen("shop")).startsWith("UNKNOWN: UptimeRobot cannot be asked: ");
            await().until(server::allClosed);
        }
    }

    @Test
    void aMonitorThatIsNotThereIsAMistakeAndNoOutage() throws Exception {
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.ok(shop("DOWN")))) {
            assertThat(rig.seen("shopp"))
                    .isEqualTo("UNKNOWN: UptimeRobot has no monitor \"shopp\" that this key can see; it has: shop");
        }
    }

    @Test
    void ofSeveralWithOneNameTheIdsAreTold() throws Exception {
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.ok(UptimeRobotTest.page("null",
                UptimeRobotTest.monitor(1, "shop", "https://x.example.com", "DOWN", "null"),
                UptimeRobotTest.monitor(2, "shop", "https://y.example.com", "UP", "null"))))) {
            assertThat(rig.seen("shop"))
                    .isEqualTo("UNKNOWN: UptimeRobot has several monitors \"shop\"; write the id of one: 1, 2");
            assertThat(rig.seen("2")).isEqualTo("UP");
        }
    }

    @Test
    void retryAfterIsKeptToTheSecond() throws Exception {
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.of(429, "").with("Retry-After", "300")
                .with("X-RateLimit-Limit", "10").with("X-RateLimit-Remaining", "0"))) {
            assertThat(rig.seen("shop")).endsWith("(429) and wants to be left alone for 5 min");
            rig.api.answers(asked -> Answer.ok(shop("UP")));
            rig.pass(Duration.ofSeconds(299));
            assertThat(rig.seen("shop")).startsWith("UNKNOWN");
            assertThat(rig.paths()).hasSize(1);
            rig.pass(Duration.ofSeconds(1));
            assertThat(rig.seen("shop")).isEqualTo("UP");
        }
    }

    /** A whole account is one question a minute, whether it is answered or not. */
    @Test
    void anAnswerServesAllUntilItIsOld() throws Exception {
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.ok(shop("UP")))) {
            for (int i = 0; i < 20; i++) {
                assertThat(rig.seen("shop")).isEqualTo("UP");
                rig.pass(Duration.ofSeconds(2));
            }
            assertThat(rig.paths()).hasSize(1);
            rig.api.answers(asked -> Answer.of(500, ""));
            rig.pass(Duration.ofSeconds(20));
            for (int i = 0; i < 20; i++) {
                assertThat(rig.seen("shop")).startsWith("UNKNOWN");
                rig.pass(Duration.ofSeconds(2));
            }
            assertThat(rig.paths()).hasSize(2);
        }
    }

    @Test
    void checksThatComeAtOnceAreOneQuestion() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        List<String> seen = new CopyOnWriteArrayList<>();
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> {
            hold(over);
            return Answer.ok(shop("UP"));
        })) {
            List<Thread> checks = IntStream.range(0, 50).mapToObj(i -> Thread.ofVirtual().start(() -> {
                try {
                    seen.add(rig.seen("shop"));
                } catch (Exception wrong) {
                    seen.add(wrong.toString());
                }
            })).toList();
            await().until(() -> rig.api.asked().size() == 1);
            over.countDown();
            for (Thread check : checks) {
                check.join();
            }
            assertThat(seen).hasSize(50).containsOnly("UP");
            assertThat(rig.paths()).hasSize(1);
        }
    }

    @Test
    void accountsAreChosenByName() throws Exception {
        try (MirrorRig rig = new MirrorRig(ROBOT, asked -> Answer.ok(
                shop(asked.authorization().equals("Bearer second-key") ? "DOWN" : "UP")), "team.key", "second-key")) {
            assertThat(rig.seen("shop")).isEqualTo("UP");
            assertThat(rig.seen("shop", "account", "team")).isEqualTo("DOWN: UptimeRobot (team) sees it down");
            assertThat(Checks.of(rig.plugin, ROBOT).refusal("uptimerobot://shop", "account", "nobody"))
                    .isEqualTo("there is no account \"nobody\" of UptimeRobot; account is one of: team");
        }
    }

    @Test
    void targetsAndAccountsThatAreNoneAreRefused() {
        MirrorPlugin none = new MirrorPlugin(InstantSource.system(), Map.of());
        assertThat(Checks.of(none, ROBOT).refusal("uptimerobot://")).isEqualTo("\"uptimerobot://\" names no monitor of"
                + " UptimeRobot; write its id, name or address there, such as uptimerobot://shop");
        assertThat(Checks.of(none, "pingdom").refusal("pingdom://shop")).isEqualTo("no account of Pingdom is known; set"
                + " pingdom.key in bot.properties, such as ${secret:NAME}");
    }

    @Test
    void theKeyIsNotShown() throws Exception {
        try (MirrorRig rig = new MirrorRig(ROBOT,
                asked -> Answer.of(401, "{\"message\":\"no key " + MirrorRig.KEY + "\"}"))) {
            assertThat(rig.seen("shop")).endsWith("(401): no key ***");
            assertThat(rig.plugin.accounts().all().toString() + rig.plugin.accounts().all().getFirst().access())
                    .doesNotContain(MirrorRig.KEY);
        }
    }
}
