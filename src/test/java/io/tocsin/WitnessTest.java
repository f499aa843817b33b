package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.witness.Door;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot while its own network is gone, or its clock has jumped. */
@Timeout(120)
final class WitnessTest {

    @TempDir
    Path data;

    private Door door;
    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws IOException {
        door = new Door();
        site = new Site();
        bot = new TalkingBot(data, Map.of(
                "witness", door.witness().toString(), "witness.every", "1s", "retry-interval", "200ms"));
        assertThat(bot.says("add monitor shop " + site.url() + " every 1h confirm 1 recover 1")).contains("UP");
    }

    @AfterEach
    void stop() throws IOException {
        bot.close();
        site.close();
        door.close();
    }

    private void statusBegins(String text) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(
                () -> assertThat(bot.says("status shop")).startsWith(text));
    }

    @Test
    void aNetworkThatIsGoneIsToldWhenItIsBackAndNothingElse() throws Exception {
        door.shut();
        site.answers(503);
        bot.says("check shop");
        assertThat(bot.says("status shop")).startsWith("UNKNOWN  shop  my own network is gone");
        assertThat(bot.says("status")).startsWith("1 monitor: 1 UNKNOWN");
        assertThat(bot.notices).isEmpty();

        site.answers(200);
        door.open();
        statusBegins("UP  shop");
        assertThat(bot.notice()).startsWith("My own network was gone from ")
                .endsWith("Nothing was judged meanwhile; all is checked anew.");
        assertThat(bot.notices).isEmpty();
    }

    @Test
    void whatIsStillBadThenIsToldAfresh() throws Exception {
        door.shut();
        site.answers(503);
        bot.says("check shop");
        door.open();

        String both = bot.notice() + bot.notice();
        assertThat(both).contains("My own network was gone from ", "DOWN  shop  #1");
    }

    @Test
    void aClockThatJumpsAheadIsOneLine() throws Exception {
        bot.says("add monitor backup heartbeat every 60s grace 10s token t0k3n");
        bot.jump(Duration.ofHours(2));
        statusBegins("UNKNOWN  shop  the clock jumped just now, or this machine slept");

        bot.pass(Duration.ofSeconds(11));
        assertThat(bot.notice()).matches("The clock jumped ahead by 2 h at .*, or this machine slept. What was being"
                + " checked then does not count, signs of life are awaited anew, and all is checked again.");
        statusBegins("UP  shop");
        assertThat(bot.notices).isEmpty();
    }
}
