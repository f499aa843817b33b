package io.tocsin.bundled.discord;

import static io.tocsin.bundled.discord.DiscordRig.ANA;
import static io.tocsin.bundled.discord.DiscordRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.discord.FakeDiscord.Interaction;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import io.tocsin.spi.Command;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The slash command: registered, completed, used and answered. The real JDA against a Discord on loopback. */
@ExtendWith(LoopbackOnly.class)
@Timeout(120)
final class DiscordCommandsTest {

    private final DiscordRig rig = new DiscordRig();
    private final FakeDiscord discord = rig.discord;
    private final String ops = rig.ops;
    private final ARoom room = rig.room;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aSlashCommandBecomesTheLineAPersonWouldType() throws Exception {
        rig.commands();
        rig.login();
        room.dealtWith = new CompletableFuture<>();

        Interaction slash = discord.slash(ops, ANA, "mute",
                Map.of("because", "new release, say \"hi\"", "for", "2h", "monitor", "web shop, api"));

        Incoming line = rig.nextLine();
        assertThat(line.text()).isEqualTo("mute \"web shop\" api for 2h because \"new release, say \\\"hi\\\"\"");
        assertThat(line.direct()).isTrue();
        eventually().until(slash::acknowledged);
        assertThat(slash.thinking()).isTrue();
        assertThat(slash.acknowledgedAfter()).isLessThan(Duration.ofSeconds(3));
        line.answers().orElseThrow().answer(Message.text("muted"), false);
        line.answers().orElseThrow().answer(Message.text("and more"), false);
        assertThat(slash.answers()).extracting(Posted::content).containsExactly("muted", "and more");
        assertThat(slash.answers()).noneMatch(Posted::ephemeral);
        room.dealtWith.complete(null);
    }

    @Test
    void aPersonalAnswerToASlashCommandIsSeenByThatPersonAlone() throws Exception {
        rig.commands();
        rig.login();
        room.dealtWith = new CompletableFuture<>();

        Interaction slash = discord.slash(ops, ANA, "do", Map.of("line", "mutt shop"));

        Incoming line = rig.nextLine();
        assertThat(line.text()).isEqualTo("mutt shop");
        line.answers().orElseThrow().answer(Message.text("I know no mutt"), true);
        assertThat(slash.answers()).singleElement().matches(Posted::ephemeral);
        assertThat(slash.thinking()).isFalse();
        room.dealtWith.complete(null);
    }

    @Test
    void whatIsNeverAnsweredIsNotLeftThinking() {
        rig.commands();
        rig.login();

        Interaction slash = discord.slash(ops, ANA, "status", Map.of());

        eventually().until(() -> slash.acknowledged() && !slash.thinking());
        assertThat(slash.answers()).isEmpty();
    }

    @Test
    void monitorsAreOfferedWhileTyping() {
        rig.commands();
        room.completions = List.of("shop", "shop-eu", "for", "\"shop two\"");
        rig.login();

        Interaction typing = discord.complete(ops, ANA, "mute", Map.of("monitor", "api, sho"), "monitor");

        eventually().until(typing::acknowledged);
        assertThat(typing.choices()).containsExactly("api, shop", "api, shop-eu", "api, shop two");
        assertThat(room.completed).contains("mute sho");

        Interaction line = discord.complete(ops, ANA, "do", Map.of("line", "status sh"), "line");

        eventually().until(line::acknowledged);
        assertThat(line.choices()).contains("status shop", "status shop-eu");
    }

    @Test
    void commandsAreRegisteredOnlyWhenTheyChanged() {
        rig.commands();
        rig.login();
        eventually().until(() -> discord.registrations() == 1);
        assertThat(discord.commands().toString()).contains("\"name\":\"mute\"", "\"name\":\"add\"", "\"name\":\"do\"");

        rig.restart();
        eventually().until(() -> discord.requests().stream()
                .filter(("GET applications/" + FakeDiscord.APPLICATION + "/commands")::equals)
                .count() == 2);
        room.commands.add(Command.named("deploy").example("deploy shop").run((talk, arguments) -> {}));
        rig.restart();
        eventually().until(() -> discord.commands().toString().contains("\"name\":\"deploy\""));

        assertThat(discord.registrations()).isEqualTo(2);
    }
}
