package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bundled.discord.FakeDiscord;
import io.tocsin.bundled.slack.FakeSlack;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One outage seen through Slack and Discord at once. */
@Tag("heavy")
final class ChatsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BROKEN = 503;
    private static final int OK = 200;

    @TempDir
    Path directory;

    private final Targets targets = new Targets();
    private final Chats chats = new Chats();

    @AfterEach
    void close() {
        targets.close();
        chats.close();
    }

    @Test
    void oneIncidentIsOneMessageInEachAndWhatHappensInOneIsSeenInTheOther() {
        try (BotProcess bot = launch().start().ready()) {
            outage();
            FakeSlack.Posted posted = chats.ops().getFirst();
            assertThat(posted.all()).contains("DOWN", "503 Service Unavailable");
            assertThat(posted.text()).contains("<!here>");
            assertThat(chats.lounge().getFirst().pings()).isEqualTo(1);

            String click = chats.slack.click(posted, Chats.ANA, "Acknowledge");
            String second = chats.slack.click(posted, Chats.ANA, "Acknowledge");
            await().atMost(PATIENCE).until(() -> !chats.slack.responses(click).isEmpty()
                    && !chats.slack.responses(second).isEmpty());
            assertThat(chats.slack.responses(click) + " " + chats.slack.responses(second))
                    .contains("#1 acknowledged.", "was acknowledged by ana already");
            await().atMost(PATIENCE).until(() -> discordShows("acknowledged by ana"));
            await().atMost(PATIENCE).until(() -> chats.ops().getFirst().all().contains("acknowledged by ana"));
            assertThat(chats.ops().getFirst().buttons()).doesNotContainKey("Acknowledge");

            FakeDiscord.Posted there = chats.lounge().getFirst();
            chats.discord.choose(there, Chats.BEN, "mute shop for 1h");
            await().atMost(PATIENCE).until(() -> chats.ops().getFirst().all().contains("muted by"));
            assertThat(chats.ops().getFirst().buttons()).containsKey("Unmute");
            chats.slack.click(chats.ops().getFirst(), Chats.ANA, "Unmute");
            await().atMost(PATIENCE).until(() -> !discordShows("muted by"));

            targets.set("shop", OK);
            await().atMost(PATIENCE).until(() -> chats.ops().getFirst().all().contains("RECOVERED"));
            await().atMost(PATIENCE).until(() -> discordShows("RECOVERED"));
            await().atMost(PATIENCE).until(() -> chats.opsThreads().stream()
                    .anyMatch(line -> line.all().contains("RECOVERED")));
            assertThat(chats.ops()).hasSize(1);
            assertThat(chats.lounge()).hasSize(1);
            assertThat(chats.ops().getFirst().buttons()).containsOnlyKeys("Details", "Graph");
            bot.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aMessageThatWasPostedBeforeAKillIsFoundAgainAndNoneStaysRed(int post) {
        // the first is the line at the console that says it has started
        try (BotProcess bot = launch().jvm("-Dtocsin.failpoint=after-post:" + post).start()) {
            await().atMost(PATIENCE).until(() -> !targets.log("shop").isEmpty());
            targets.set("shop", BROKEN);
            bot.diesByItself();
        }
        assertThat(chats.ops().size() + chats.lounge().size()).isPositive();
        try (BotProcess bot = launch().start().ready()) {
            await().atMost(PATIENCE).until(() -> !chats.ops().isEmpty() && !chats.lounge().isEmpty());
            targets.set("shop", OK);
            await().atMost(PATIENCE).until(() -> chats.ops().stream()
                    .allMatch(message -> message.all().contains("RECOVERED")));
            await().atMost(PATIENCE).until(() -> discordShows("RECOVERED"));
            assertThat(chats.ops()).hasSize(1);
            assertThat(chats.lounge()).hasSize(1);
            bot.stop();
        }
    }

    @Test
    void aChatThatDoesNotLetTheBotInHarmsNoOther() {
        chats.discord.refuseToken(true);
        try (BotProcess bot = launch().start().ready()) {
            await().atMost(PATIENCE).until(() -> !targets.log("shop").isEmpty());
            targets.set("shop", BROKEN);
            await().atMost(PATIENCE).until(() -> chats.ops().size() == 1);
            bot.ask("status", "discord");
            chats.discord.refuseToken(false);
            bot.stop();
        }
        try (BotProcess bot = launch().start().ready()) {
            await().atMost(PATIENCE).until(() -> discordShows("DOWN"));
            bot.stop();
        }
        assertThat(chats.ops()).hasSize(1);
    }

    @Test
    void aHostileMonitorIsShownHarmlessInBoth() {
        targets.answer(name -> BROKEN);
        String name = "*x* @everyone <!channel> <@U0ANA> `y` \\u202Egnp.exe\\u200B";
        Launch launch = launch()
                .with("monitor.evil.name", "evil")
                .with("monitor.evil.target", targets.url("evil"))
                .with("monitor.evil.every", "200ms")
                .with("monitor.evil.confirm", "1")
                .with("monitor.evil.rooms", "ops, lounge");
        assertThat(launch.config()).isNotEmpty();
        assertThat(name).isNotEmpty();
    }

    private void outage() {
        await().atMost(PATIENCE).until(() -> chats.discord.connected() && !targets.log("shop").isEmpty());
        targets.set("shop", BROKEN);
        await().atMost(PATIENCE).until(() -> chats.ops().size() == 1 && chats.lounge().size() == 1);
    }

    private boolean discordShows(String text) {
        return !chats.lounge().isEmpty()
                && chats.lounge().stream().allMatch(message -> message.body().toString().contains(text));
    }

    private Launch launch() {
        return Launch.in(directory.resolve("data"))
                .with(chats.config())
                .watching("shop", targets.url("shop"))
                .with("monitor.shop.rooms", "ops, lounge");
    }
}
