package io.tocsin.bundled.discord;

import static io.tocsin.bundled.discord.DiscordRig.ANA;
import static io.tocsin.bundled.discord.DiscordRig.DOWN;
import static io.tocsin.bundled.discord.DiscordRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.discord.FakeDiscord.Interaction;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people write and click. The real JDA against a Discord on loopback. */
@ExtendWith(LoopbackOnly.class)
@Timeout(120)
final class DiscordEventsTest {

    private final DiscordRig rig = new DiscordRig();
    private final FakeDiscord discord = rig.discord;
    private final String ops = rig.ops;
    private final ARoom room = rig.room;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aMessageIsHandedInAsItIs() {
        rig.readsMessages();
        rig.login();
        assertThat(discord.askedForMessageContent()).isTrue();

        discord.say(ops, ANA, "tocsin status");

        Incoming line = rig.nextLine();
        assertThat(line.address()).isEqualTo(ops);
        assertThat(line.person()).isEqualTo(new Person("discord:" + ANA, "User " + ANA));
        assertThat(line.text()).isEqualTo("tocsin status");
        assertThat(line.direct()).isFalse();
        assertThat(line.thread()).isEmpty();
    }

    @Test
    void whoJoinsAndLeavesIsToldWhereTheBotMayAsk() {
        rig.seesMembers();
        rig.login();

        discord.moves(ANA, true);
        discord.moves(ANA, false);

        eventually().until(() -> room.moves.size() == 2);
        assertThat(room.moves).containsExactly(
                "+discord:" + ANA + " User " + ANA + " " + FakeDiscord.GUILD,
                "-discord:" + ANA + " User " + ANA + " " + FakeDiscord.GUILD);
    }

    @Test
    void whoJoinsIsNotAskedForOtherwise() {
        rig.login();

        discord.moves(ANA, true);
        discord.mention(ops, ANA, "status");

        assertThat(rig.nextLine().text()).isEqualTo("status");
        assertThat(room.moves).isEmpty();
        assertThat(discord.askedForMembers()).isFalse();
    }

    @Test
    void aMentionIsMeantForTheBotAndAnsweredAsAReply() throws Exception {
        rig.login();

        Posted asked = discord.mention(ops, ANA, "status of <@" + FakeDiscord.BOT + ">");

        Incoming line = rig.nextLine();
        assertThat(line.text()).isEqualTo("status of @tocsin");
        assertThat(line.direct()).isTrue();
        assertThat(line.message()).contains(ops + ":" + asked.id());
        line.answers().orElseThrow().answer(Message.text("all is well"), false);
        assertThat(discord.messages(ops)).singleElement().satisfies(answer -> {
            assertThat(answer.content()).isEqualTo("all is well");
            assertThat(answer.body().path("message_reference").path("message_id").asText()).isEqualTo(asked.id());
        });
    }

    @Test
    void aDirectMessageIsMeantForTheBot() throws Exception {
        rig.login();

        discord.direct(ANA, "status");

        Incoming line = rig.nextLine();
        assertThat(line.direct()).isTrue();
        assertThat(line.address()).isEqualTo(discord.directOf(ANA));
        rig.adapter().post(line.address(), "", Message.text("yes"));
        rig.adapter().post("@" + ANA, "", Message.text("and so"));
        assertThat(discord.messages(discord.directOf(ANA))).extracting(Posted::content)
                .containsExactly("yes", "and so");
    }

    @Test
    void botsAreNotListenedTo() {
        rig.login();

        discord.botSays(ops, "700000000000000001", "<@" + FakeDiscord.BOT + "> status");
        discord.mention(ops, ANA, "status");

        assertThat(rig.nextLine().person().id()).isEqualTo("discord:" + ANA);
        assertThat(room.heard).hasSize(1);
    }

    @Test
    void aLineInAThreadBelongsToTheMessageAboveIt() throws Exception {
        rig.login();
        String reference = rig.adapter().post(ops, "incident-42", DOWN);
        rig.adapter().reply(ops, reference, "line-1", Message.text("acknowledged"));
        String thread = discord.threads(ops).getFirst();

        discord.mention(thread, ANA, "ack 42");

        Incoming line = rig.nextLine();
        assertThat(line.address()).isEqualTo(ops);
        assertThat(line.thread()).contains(reference);
        rig.adapter().reply(ops, line.thread().orElseThrow(), "", Message.text("done"));
        assertThat(discord.messages(thread)).hasSize(2);
    }

    @Test
    void aSlowLineGetsEyesUntilItIsDealtWith() {
        rig.login();
        room.dealtWith = new CompletableFuture<>();

        Posted asked = discord.mention(ops, ANA, "check everything");

        eventually().until(() -> discord.message(ops, asked.id()).reactions().equals(List.of("+\ud83d\udc40")));
        room.dealtWith.complete(null);
        eventually().until(
                () -> discord.message(ops, asked.id()).reactions().equals(List.of("+\ud83d\udc40", "-\ud83d\udc40")));
    }

    @Test
    void aClickSaysTheLineOfTheButtonAndIsAnsweredQuietly() throws Exception {
        rig.login();
        rig.adapter().post(ops, "incident-42", DOWN);
        rig.restart();
        room.dealtWith = new CompletableFuture<>();

        Interaction click = discord.click(discord.messages(ops).getFirst(), ANA, "ack 42");

        Incoming line = rig.nextLine();
        assertThat(line.text()).isEqualTo("ack 42");
        assertThat(line.person().id()).isEqualTo("discord:" + ANA);
        eventually().until(click::acknowledged);
        assertThat(click.quiet()).isTrue();
        line.answers().orElseThrow().answer(Message.text("you have it"), false);
        assertThat(click.answers()).singleElement().matches(Posted::ephemeral);
        room.dealtWith.complete(null);
    }

    @Test
    void aChoiceSaysTheLineOfItsOption() throws Exception {
        rig.login();
        rig.adapter().post(ops, "incident-42", DOWN);

        discord.choose(discord.messages(ops).getFirst(), ANA, "mute shop for 1h");

        assertThat(rig.nextLine().text()).isEqualTo("mute shop for 1h");
    }
}
