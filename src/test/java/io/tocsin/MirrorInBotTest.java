package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.bundled.mirror.FakeApi;
import io.tocsin.bundled.mirror.FakeApi.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A bot beside UptimeRobot: it shows what that sees, and says when the two disagree. One of the tests waits for half a minute. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
final class MirrorInBotTest {

    private static final String WEBHOOK = "t0ken-that-nobody-guesses";

    @TempDir
    Path data;

    private FakeApi api;
    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws Exception {
        api = new FakeApi(asked -> says("UP"));
        site = new Site();
        bot = new TalkingBot(data, settings(Map.of()));
        bot.says("add monitor shop " + site.url() + " every 1d");
        bot.says("add monitor shop-robot uptimerobot://shop every 1d confirm 1 recover 1");
        await().until(() -> bot.says("status shop").startsWith("UP"));
        await().until(() -> bot.says("status shop-robot").startsWith("UP"));
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "secret.ROBOT", "u1-0123456789abcdef", "uptimerobot.key", "${secret:ROBOT}",
                "uptimerobot.webhook", WEBHOOK, "uptimerobot.api-url", api.url() + "/v3",
                "web.enabled", "true", "web.port", "0"));
        settings.putAll(more);
        return settings;
    }

    @AfterEach
    void stop() throws Exception {
        bot.close();
        site.close();
        api.close();
    }

    private static Answer says(String status) {
        String incident = status.equals("DOWN") ? "{\"reason\":\"503 Service Unavailable\"}" : "null";
        return Answer.ok("{\"nextLink\":null,\"data\":[{\"id\":801,\"friendlyName\":\"shop\",\"status\":\"" + status
                + "\",\"url\":\"https://shop.example.com\",\"lastIncident\":" + incident + "}]}");
    }

    private String notice(String start) throws InterruptedException {
        String notice = bot.notice();
        while (!notice.startsWith(start) && !notice.equals("no notice came")) {
            notice = bot.notice();
        }
        return notice;
    }

    @Test
    void thatTheyAndWeDisagreeIsToldOnceAndThatWeAgreeAgain() throws Exception {
        bot.says("add monitor views crosscheck://shop with shop-robot after 10m every 1d confirm 1 recover 1");
        await().until(() -> bot.says("status views").startsWith("UP"));

        api.answers(asked -> says("DOWN"));
        bot.pass(Duration.ofMinutes(1));
        assertThat(bot.says("check shop-robot"))
                .startsWith("shop-robot  DOWN: UptimeRobot sees it down: 503 Service Unavailable");
        assertThat(notice("DOWN")).startsWith("DOWN  shop-robot  #1").contains("UptimeRobot sees it down: 503");
        assertThat(bot.says("check views")).startsWith("views  UP");

        bot.pass(Duration.ofMinutes(10));
        assertThat(bot.says("check views")).startsWith("views  DEGRADED");
        assertThat(notice("DEGRADED")).startsWith("DEGRADED  views  #2").contains(
                "they have disagreed for 10 min", "shop (" + site.url() + ") is UP",
                "x shop-robot (uptimerobot://shop) is DOWN, for 10 min");
        assertThat(bot.says("check views")).startsWith("views  DEGRADED");

        api.answers(asked -> says("UP"));
        bot.pass(Duration.ofMinutes(1));
        assertThat(bot.says("check shop-robot")).startsWith("shop-robot  UP");
        assertThat(notice("RECOVERED")).startsWith("RECOVERED  shop-robot  #1");
        assertThat(bot.says("check views")).startsWith("views  UP");
        assertThat(bot.notice()).startsWith("RECOVERED  views  #2");
    }

    @Test
    void aServiceThatCannotBeAskedIsNoOutage() throws Exception {
        api.answers(asked -> Answer.of(503, ""));
        bot.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            assertThat(bot.says("check shop-robot"))
                    .startsWith("shop-robot  UNKNOWN: UptimeRobot cannot be asked: it answers with status 503");
        }
        assertThat(bot.says("status")).contains("2 monitors: 1 UP, 1 UNKNOWN",
                "UNKNOWN  shop-robot  UptimeRobot cannot be asked: it answers with status 503");
        assertThat(bot.says("incidents")).doesNotContain("shop-robot");

        api.answers(asked -> says("UP"));
        bot.pass(Duration.ofMinutes(1));
        assertThat(bot.says("check shop-robot")).startsWith("shop-robot  UP");
        assertThat(bot.notices).isEmpty();
    }

    /** What it was before goes on: nobody has seen it recover. */
    @Test
    void anOutageGoesOnWhileNobodyCanSay() throws Exception {
        api.answers(asked -> says("DOWN"));
        bot.pass(Duration.ofMinutes(1));
        bot.says("check shop-robot");
        assertThat(notice("DOWN")).startsWith("DOWN  shop-robot  #1");
        api.answers(asked -> Answer.of(401, "{\"message\":\"no u1-0123456789abcdef\"}"));
        bot.pass(Duration.ofMinutes(1));
        assertThat(bot.says("check shop-robot"))
                .startsWith("shop-robot  UNKNOWN: UptimeRobot cannot be asked: it does not take the key in"
                        + " uptimerobot.key (401): no ***");
        assertThat(bot.says("status shop-robot")).startsWith("UNKNOWN  shop-robot  UptimeRobot sees it down")
                .contains("#1", "does not take the key", "DOWN since");
        api.answers(asked -> says("UP"));
        bot.pass(Duration.ofMinutes(1));
        bot.says("check shop-robot");
        assertThat(notice("RECOVERED")).startsWith("RECOVERED  shop-robot  #1");
    }

    @Test
    @Tag("heavy")
    void whoLooksAfterTheBotIsToldOnceThatAServiceCannotBeAsked() throws Exception {
        api.answers(asked -> Answer.of(403, ""));
        bot.pass(Duration.ofMinutes(1));
        bot.says("check shop-robot");
        String told = "";
        // it looks every ten seconds
        for (int i = 0; i < 80 && !told.startsWith("shop-robot"); i++) {
            bot.pass(Duration.ofMinutes(11));
            told = Optional.ofNullable(bot.notices.poll(1, TimeUnit.SECONDS)).orElse("");
        }
        assertThat(told).startsWith("shop-robot cannot be judged for 10 min: UptimeRobot cannot be asked: the key in"
                + " uptimerobot.key may not read this (403)");
        api.answers(asked -> says("UP"));
        bot.pass(Duration.ofMinutes(1));
        bot.says("check shop-robot");
        assertThat(bot.notice()).isEqualTo("shop-robot can be judged again.");
    }

    @Test
    void aWebhookBringsTheStateSooner() throws Exception {
        try (Reporter service = new Reporter(bot)) {
            api.answers(asked -> says("DOWN"));
            bot.pass(Duration.ofSeconds(11));
            assertThat(service.status("POST", "/mirror/uptimerobot/" + WEBHOOK + "x")).isEqualTo(404);
            assertThat(service.status("GET", "/mirror/pingdom/" + WEBHOOK)).isEqualTo(404);
            assertThat(service.status("GET", "/mirror/uptimerobot/" + WEBHOOK + "?monitorID=801&alertType=1"))
                    .isEqualTo(200);
            assertThat(notice("DOWN")).startsWith("DOWN  shop-robot  #1");
        }
    }

    @Test
    void accountsAndPairsCanBeWrittenInTheConfiguration() throws Exception {
        try (TalkingBot other = new TalkingBot(data.resolve("other"), settings(Map.of(
                "uptimerobot.team.key", "another", "monitor.site.target", site.url(),
                "monitor.site-team.target", "uptimerobot://801", "monitor.site-team.account", "team",
                "monitor.site-views.target", "crosscheck://site", "monitor.site-views.with", "site-team",
                "monitor.site-views.after", "5m")))) {
            await().until(() -> other.says("status site-team").startsWith("UP"));
            await().until(() -> other.says("check site-views").startsWith("site-views  UP"));
            assertThat(api.asked()).anyMatch(asked -> asked.authorization().equals("Bearer another"));
        }
    }

    @Test
    void whatIsWronglyWrittenIsTold() {
        assertThatThrownBy(() -> new TalkingBot(data.resolve("other"), settings(Map.of(
                "uptimerobot.every", "1s", "pingdom.webhook", WEBHOOK, "statuscake.keyy", "x")))
                .close())
                .hasMessageContaining("mirror.setting.every")
                .hasMessageContaining("mirror.setting.no-key")
                .hasMessageContaining("statuscake.keyy")
                .hasMessageNotContaining(WEBHOOK);
    }
}
