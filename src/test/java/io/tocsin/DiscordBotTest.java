package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bundled.discord.FakeDiscord;
import io.tocsin.bundled.discord.FakeDiscord.Interaction;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot in a room of Discord. */
@Timeout(120)
final class DiscordBotTest {

    private static final String ANA = "80351110224678912";

    @TempDir
    Path data;

    private final FakeDiscord discord = new FakeDiscord();
    private final String ops = discord.channel("ops");
    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws Exception {
        site = new Site();
        bot = new TalkingBot(data, Map.of(
                "discord.token", FakeDiscord.TOKEN,
                "discord.api-url", discord.apiUrl(),
                "discord.gateway-url", discord.gatewayUrl(),
                "room.ops", "discord:" + ops,
                "role.operate", "discord:" + ANA,
                "retry-interval", "50ms"));
        eventually(discord::connected);
        bot.says("add monitor shop " + site.url() + " every 1d confirm 1 recover 1 room ops");
    }

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
        site.close();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    @Test
    void anIncidentIsOneMessageThatIsAcknowledgedWithAClick() {
        site.answers(503);
        bot.says("check shop");
        eventually(() -> discord.messages(ops).size() == 1);
        Posted down = discord.messages(ops).getFirst();
        assertThat(down.title()).isEqualTo("DOWN  shop  #1");
        assertThat(down.lines()).contains("ack 1", "check shop", "mute shop for 1h");

        discord.click(down, ANA, "ack 1");
        eventually(() -> !discord.messages(ops).getFirst().lines().contains("ack 1"));
        eventually(() -> discord.threads(ops).size() == 1);
        site.answers(200);
        bot.says("check shop");

        eventually(() -> discord.messages(ops).getFirst().title().startsWith("RECOVERED  shop  #1"));
        assertThat(discord.messages(ops).stream().filter(message -> !message.title().isEmpty())).hasSize(1);
        assertThat(discord.name(down.id())).isEqualTo("DOWN  shop  #1");
    }

    @Test
    void everyCommandIsOfferedAndMonitorsAreCompleted() {
        eventually(() -> discord.registrations() == 1);
        assertThat(discord.commands()).hasSize(1);
        assertThat(discord.commands().path(0).path("options")).hasSize(25);
        List<String> names = discord.commands().path(0).path("options").findValuesAsText("name");
        assertThat(names).contains("status", "mute", "ack", "check", "add", "do");

        Interaction typing = discord.complete(ops, ANA, "mute", Map.of("monitor", "sh"), "monitor");
        eventually(typing::acknowledged);
        assertThat(typing.choices()).containsExactly("shop");

        Interaction slash = discord.slash(ops, ANA, "status", Map.of("monitor", "shop"));
        eventually(slash::acknowledged);
        eventually(() -> Stream.concat(slash.answers().stream(), discord.messages(ops).stream())
                .anyMatch(answer -> answer.body().toString().contains("shop")));
    }
}
