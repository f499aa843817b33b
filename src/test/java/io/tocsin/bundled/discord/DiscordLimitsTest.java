package io.tocsin.bundled.discord;

import static io.tocsin.bundled.discord.DiscordRig.DOWN;
import static io.tocsin.bundled.discord.DiscordRig.eventually;
import static io.tocsin.bundled.discord.DiscordRig.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import io.tocsin.spi.Message;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens when Discord takes no more for a while. The real JDA against a Discord on loopback. */
@ExtendWith(LoopbackOnly.class)
@Timeout(120)
final class DiscordLimitsTest {

    private final DiscordRig rig = new DiscordRig();
    private final FakeDiscord discord = rig.discord;
    private final String ops = rig.ops;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aShortWaitIsWaitedAndALongOneIsHandedBack() throws Exception {
        rig.login();
        discord.tooMany("messages", Duration.ofSeconds(1), 1);
        rig.adapter().post(ops, "", Message.text("after a second"));
        assertThat(discord.messages(ops)).hasSize(1);

        discord.tooMany("messages", Duration.ofSeconds(30), 1);
        RoomException first = failure(() -> rig.adapter().post(ops, "", Message.text("too soon")));
        RoomException second = failure(() -> rig.adapter().post(ops, "", Message.text("too soon again")));

        assertThat(first.kind()).isEqualTo(RoomException.Kind.LATER);
        assertThat(first.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(second.retryAfter()).isPresent();
        assertThat(discord.limited()).isEqualTo(2);
        assertThat(discord.violations()).isZero();
        assertThat(discord.messages(ops)).hasSize(1);
    }

    @Test
    void theHeadersOfABucketAreObeyed() throws Exception {
        rig.login();
        discord.limit(3, Duration.ofSeconds(1));

        for (int i = 0; i < 7; i++) {
            rig.adapter().post(ops, "", Message.text("message " + i));
        }

        String reference = ops + ":" + discord.messages(ops).getLast().id();
        for (int i = 0; i < 5; i++) {
            rig.adapter().edit(ops, reference, DOWN);
        }

        assertThat(discord.messages(ops)).hasSize(7);
        assertThat(discord.messages(ops).getLast().edits()).isEqualTo(5);
        assertThat(discord.limited()).isZero();
    }

    @Test
    void aCallThatIsInterruptedIsNotSentLater() throws Exception {
        rig.login();
        discord.limit(1, Duration.ofSeconds(3));
        rig.adapter().post(ops, "", Message.text("first"));
        Thread call = Thread.startVirtualThread(
                () -> assertThatThrownBy(() -> rig.adapter().post(ops, "", Message.text("second"))).isNotNull());
        eventually().until(() -> call.getState() == Thread.State.TIMED_WAITING);
        call.interrupt();
        call.join();

        rig.adapter().post(ops, "", Message.text("third"));

        assertThat(discord.messages(ops)).extracting(Posted::content).containsExactly("first", "third");
    }
}
