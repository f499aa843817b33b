package io.tocsin.bundled.discord;

import static io.tocsin.bundled.discord.DiscordRig.ANA;
import static io.tocsin.bundled.discord.DiscordRig.DOWN;
import static io.tocsin.bundled.discord.DiscordRig.eventually;
import static io.tocsin.bundled.discord.DiscordRig.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the bot posts, edits, replies and finds again. The real JDA against a Discord on loopback. */
@ExtendWith(LoopbackOnly.class)
@Timeout(120)
final class DiscordTest {

    private final DiscordRig rig = new DiscordRig();
    private final FakeDiscord discord = rig.discord;
    private final String ops = rig.ops;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aMessageIsEditedAndKeepsItsPing() throws Exception {
        rig.login();
        String reference = rig.adapter().post(ops, "incident-42", DOWN.withMention("here"));
        assertThat(discord.messages(ops).getFirst().pings()).isEqualTo(1);

        rig.adapter().edit(ops, reference, Message.of(Severity.GOOD, "RECOVERED  shop  #42", ""));

        assertThat(discord.messages(ops)).singleElement().satisfies(message -> {
            assertThat(message.edits()).isEqualTo(1);
            assertThat(message.title()).isEqualTo("RECOVERED  shop  \\#42".replace("\\", ""));
            assertThat(message.embed().path("color").asInt()).isEqualTo(0x2eb886);
            assertThat(message.lines()).isEmpty();
            assertThat(message.content()).isEqualTo("@here");
            assertThat(message.pings()).isEqualTo(1);
        });
        RoomException gone = failure(() -> {
            rig.adapter().edit(ops, ops + ":123456789012345678", DOWN);
            return true;
        });
        assertThat(gone.kind()).isEqualTo(RoomException.Kind.REFUSED);
    }

    @Test
    void aThreadIsOpenedOnceAlsoAcrossARestart() throws Exception {
        rig.login();
        String reference = rig.adapter().post(ops, "incident-42", DOWN);
        rig.adapter().reply(ops, reference, "line-1", Message.text("ana has it"));
        rig.adapter().reply(ops, reference, "line-2", Message.text("still down"));
        rig.restart();
        rig.adapter().reply(ops, reference, "line-3", Message.text("recovered"));

        String thread = discord.threads(ops).getFirst();
        assertThat(discord.threads(ops)).hasSize(1);
        assertThat(thread).isEqualTo(Reference.of(reference).message());
        assertThat(discord.name(thread)).isEqualTo("DOWN  shop  #42");
        assertThat(discord.messages(thread)).hasSize(3);
        assertThat(discord.messages(ops)).hasSize(1);
    }

    @Test
    void whereNoThreadCanBeALineIsAReply() throws Exception {
        rig.login();
        String direct = discord.directOf(ANA);
        String reference = rig.adapter().post(direct, "incident-42", DOWN);

        rig.adapter().reply(direct, reference, "line-1", Message.text("ana has it"));

        assertThat(discord.messages(direct)).hasSize(2);
        assertThat(discord.messages(direct).getLast().body().path("message_reference").path("message_id").asText())
                .isEqualTo(Reference.of(reference).message());
    }

    @Test
    void aMessageIsFoundAfterACrash() throws Exception {
        rig.login();
        String reference = rig.adapter().post(ops, "incident-42", DOWN);
        String line = rig.adapter().reply(ops, reference, "line-7", Message.text("ana has it"));
        rig.restart();

        assertThat(rig.adapter().find(ops, "incident-42")).contains(reference);
        assertThat(rig.adapter().find(ops, "line-7")).contains(line);
        assertThat(rig.adapter().find(ops, "line-8")).isEmpty();
    }

    @Test
    void theSameKeyIsPostedOnce() throws Exception {
        rig.login();

        String first = rig.adapter().post(ops, "incident-42", DOWN);
        String second = rig.adapter().post(ops, "incident-42", DOWN);

        assertThat(second).isEqualTo(first);
        assertThat(discord.messages(ops)).hasSize(1);
    }

    @Test
    void aFileComesAlong() throws Exception {
        rig.login();

        rig.adapter().post(ops, "", Message.text("as asked").withAttachments(List.of(
                new Attachment("shop 24h.png", "image/png", new byte[] {1, 2, 3}))));
        rig.adapter().post(ops, "", Message.text("line\n".repeat(1_000)));

        List<Posted> messages = discord.messages(ops);
        assertThat(messages.getFirst().files()).containsOnlyKeys("shop_24h.png");
        assertThat(messages.getFirst().files().get("shop_24h.png")).containsExactly(1, 2, 3);
        assertThat(messages.getLast().content()).hasSizeLessThanOrEqualTo(2_000).endsWith("line\n\u2026");
        assertThat(new String(messages.getLast().files().get("answer.txt"), StandardCharsets.UTF_8))
                .isEqualTo("line\n".repeat(1_000));
    }

    @Test
    void aNameStandsForItsChannel() throws Exception {
        String other = discord.channel("dev");
        rig.login();
        eventually().until(() -> rig.adapter().canonical("#ops").equals(ops));
        rig.adapter().post("#ops", "", Message.text("hello"));
        assertThat(discord.messages(ops)).hasSize(1);
        assertThat(rig.adapter().canonical("#none")).isEqualTo("#none");
        assertThat(failure(() -> rig.adapter().post("#none", "", DOWN))).hasMessageContaining("sees no channel");

        String twin = discord.channel("dev");
        eventually().until(() -> rig.adapter().canonical("#dev").equals("#dev"));
        assertThat(failure(() -> rig.adapter().post("#dev", "", DOWN))).hasMessageContaining(other)
                .hasMessageContaining(twin);
    }

    @Test
    void aChannelThatIsGoneIsSaidAndKept() throws Exception {
        rig.login();
        RoomException unknown = failure(() -> rig.adapter().post("123456789012345678", "k", DOWN));
        assertThat(unknown.kind()).isEqualTo(RoomException.Kind.LATER);
        assertThat(rig.adapter().trouble()).contains(
                "discord:123456789012345678: Discord knows no such channel, or no longer");

        discord.fail("channels/" + ops, 403, 50_013, "Missing Permissions", 1);
        assertThat(failure(() -> rig.adapter().post(ops, "k", DOWN))).hasMessageContaining("lacks a permission");
        assertThat(rig.adapter().trouble().orElseThrow()).endsWith("(and 1 more rooms)");
        rig.adapter().post(ops, "k", DOWN);

        assertThat(rig.adapter().trouble().orElseThrow()).doesNotContain("more rooms");
        assertThat(rig.logged()).filteredOn(line -> line.contains("lacks a permission")).hasSize(1);
    }

    @Test
    void aMessageThatDiscordCannotReadIsRefusedAndAServerErrorIsNot() {
        rig.login();
        discord.fail("messages", 400, 50_035, "Invalid Form Body", 1);
        assertThat(failure(() -> rig.adapter().post(ops, "k", DOWN)).kind()).isEqualTo(RoomException.Kind.REFUSED);

        discord.fail("messages", 500, 0, "oops", 10);
        assertThat(failure(() -> rig.adapter().post(ops, "k", DOWN)).kind()).isEqualTo(RoomException.Kind.LATER);
    }
}
