package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bundled.telegram.FakeTelegram;
import io.tocsin.bundled.telegram.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot in a group of Telegram. */
@Timeout(120)
final class TelegramBotTest {

    private static final long OPS = -1001;
    private static final long ANA = 42;
    private static final long BEN = 43;

    @TempDir
    Path data;

    private final FakeTelegram telegram = new FakeTelegram().chat(OPS, "supergroup", "");
    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws Exception {
        site = new Site();
        bot = new TalkingBot(data, Map.of(
                "telegram.token", FakeTelegram.TOKEN,
                "telegram.api-url", telegram.apiUrl(),
                "room.ops", "telegram:" + OPS,
                "role.operate", "telegram:" + ANA,
                "retry-interval", "50ms"));
        bot.says("add monitor shop " + site.url() + " every 1d confirm 1 recover 1 room ops");
    }

    @AfterEach
    void stop() {
        bot.close();
        telegram.close();
        site.close();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    @Test
    void anIncidentIsOneMessageThatIsAcknowledgedWithAClick() {
        site.answers(503);
        bot.says("check shop");
        eventually(() -> telegram.messages(OPS).size() == 1);
        Posted down = telegram.messages(OPS).getFirst();
        assertThat(down.seen()).startsWith("\ud83d\udd34 DOWN shop #1\n");
        assertThat(down.buttons()).containsValues("ack 1", "check shop", "mute shop for 1h");

        telegram.click(OPS, down, ANA, "ack 1");
        eventually(() -> !telegram.messages(OPS).getFirst().buttons().containsValue("ack 1"));
        site.answers(200);
        bot.says("check shop");

        eventually(() -> telegram.messages(OPS).getFirst().seen().startsWith("\ud83d\udfe2 RECOVERED shop #1"));
        assertThat(telegram.messages(OPS)).filteredOn(message -> message.replyTo() == 0).hasSize(1);
    }

    @Test
    void commandsAreAnsweredToThoseWhoMay() {
        long asked = telegram.say(OPS, ANA, "/status");
        eventually(() -> telegram.messages(OPS).stream()
                .anyMatch(message -> message.replyTo() == asked && message.seen().contains("1 monitor")));

        long denied = telegram.say(OPS, BEN, "/mute shop for 1h");

        eventually(() -> telegram.messages(OPS).stream().anyMatch(message -> message.replyTo() == denied));
        assertThat(bot.says("mutes")).doesNotContain("shop");
    }
}
