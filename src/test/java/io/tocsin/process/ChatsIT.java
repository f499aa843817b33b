package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.bundled.discord.FakeDiscord;
import io.tocsin.bundled.slack.FakeSlack;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
    private static final int DEATHS = 3;
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
    @ValueSource(ints = {1, 2})
    void aMessageThatWasPostedBeforeAKillIsFoundAgainAndNoneStaysRed(int post) {
        for (int death = 1; death <= DEATHS && told() == 0; death++) {
            diesAfter(post);
        }
        assertThat(told()).isPositive();
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
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> String
                    .join("\n", bot.send("status").out()).contains("set discord.token"));
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
    void whatWasTypedIsAnsweredAlsoWhereTheChatAsksForPatience() {
        try (BotProcess bot = launch().start().ready()) {
            await().atMost(PATIENCE).until(chats.discord::connected);
            chats.slack.limitNext("chat.postMessage", 2);
            chats.discord.tooMany("messages", Duration.ofSeconds(10), 1);
            chats.slack.say(Chats.OPS, Chats.ANA, "tocsin mutes");
            chats.discord.mention(chats.lounge, Chats.BEN, "mutes");

            await().atMost(PATIENCE).until(() -> chats.ops().size() == 1 && chats.lounge().size() == 1);
            assertThat(chats.ops().getFirst().all()).contains("Nothing is muted.");
            assertThat(chats.slack.limited()).isEqualTo(1);
            assertThat(chats.slack.violations() + chats.discord.violations()).isZero();
            bot.stop();
        }
    }

    @Test
    void aHostileMonitorIsShownHarmlessInBoth() throws IOException {
        String hostile =
                "*b* _i_ ~s~ `c` @everyone <!channel> <@U0000000ANA> <@&1> [x](http://evil.test) \u202Egnp\u200B";
        HttpServer evil = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        evil.createContext("/", exchange -> {
            byte[] body = (hostile + " " + "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(BROKEN, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        evil.start();
        Launch unpinging = launch().without("room.ops.mention").without("room.lounge.mention");
        try (BotProcess bot = unpinging.start().ready()) {
            await().atMost(PATIENCE).until(chats.discord::connected);
            bot.ask("add monitor \"_i_ ~s~ `c` @everyone <!channel> <@&1>\" http://127.0.0.1:"
                    + evil.getAddress().getPort()
                    + "/@everyone every 1s confirm 1 room ops room lounge expect \"[BODY] == fine\"", "Watching");
            await().atMost(PATIENCE).until(() -> chats.ops().size() == 1 && chats.lounge().size() == 1);
            bot.stop();
        } finally {
            evil.stop(0);
        }
        FakeSlack.Posted slack = chats.ops().getFirst();
        assertThat(slack.all()).contains("DOWN").hasSizeLessThan(20_000).doesNotContain("\u202E", "\u200B", "mrkdwn");
        assertThat(slack.text()).doesNotContain("<!", "<@", "`", "_i_");
        FakeDiscord.Posted discord = chats.lounge().getFirst();
        assertThat(discord.pings()).isZero();
        assertThat(discord.body().toString()).contains("DOWN").hasSizeLessThan(20_000)
                .doesNotContain("<@", "\u202E", "\u200B").doesNotContainPattern("[^\\\\]@everyone");
    }

    /** What it dies after may be of the bot itself, such as that the machine stood still. */
    private void diesAfter(int post) {
        try (BotProcess bot = launch().jvm("-Dtocsin.failpoint=after-post:" + post).start()) {
            await().atMost(PATIENCE).until(() -> !targets.log("shop").isEmpty() || !bot.isAlive());
            targets.set("shop", BROKEN);
            bot.diesByItself();
            if (told() == 0) {
                System.out.println("ChatsIT: it died before a room was told anything\n" + bot);
            }
        }
    }

    private int told() {
        return chats.ops().size() + chats.lounge().size();
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
