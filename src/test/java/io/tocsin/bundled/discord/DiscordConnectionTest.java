package io.tocsin.bundled.discord;

import static io.tocsin.bundled.discord.DiscordRig.ANA;
import static io.tocsin.bundled.discord.DiscordRig.DOWN;
import static io.tocsin.bundled.discord.DiscordRig.eventually;
import static io.tocsin.bundled.discord.DiscordRig.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.LoopbackOnly;
import io.tocsin.spi.Message;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logging in, sessions that end, and tokens that are refused. The real JDA against a Discord on loopback. */
@ExtendWith(LoopbackOnly.class)
@Timeout(120)
final class DiscordConnectionTest {

    private final DiscordRig rig = new DiscordRig();
    private final FakeDiscord discord = rig.discord;
    private final String ops = rig.ops;
    private final ARoom room = rig.room;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void logsInTheBackgroundAndPrintsTheInviteLink() {
        rig.adapter().start(room);
        assertThat(rig.adapter().trouble()).isPresent();

        eventually().until(() -> rig.adapter().trouble().isEmpty());

        assertThat(rig.logged()).filteredOn(line -> line.contains("client_id="))
                .singleElement().asString()
                .contains("client_id=" + FakeDiscord.APPLICATION, "scope=bot+applications.commands",
                        "permissions=309237763136");
        assertThat(discord.askedForMessageContent()).isFalse();
        assertThat(rig.logged().toString()).doesNotContain(FakeDiscord.TOKEN);
    }

    @Test
    void aDroppedSocketIsOpenedAgainAndNothingIsMissed() {
        rig.login();
        eventually().until(discord::connected);

        discord.dropSocket();
        discord.mention(ops, ANA, "status");

        assertThat(rig.nextLine().text()).isEqualTo("status");
        assertThat(discord.resumed()).isEqualTo(1);
        eventually().until(() -> rig.adapter().trouble().isEmpty());
    }

    @Test
    void anInvalidSessionBecomesANewOne() {
        rig.login();

        discord.forgetSession();
        discord.dropSocket();

        eventually().until(() -> discord.identified() == 2 && rig.adapter().trouble().isEmpty());
        discord.mention(ops, ANA, "status");
        assertThat(rig.nextLine().text()).isEqualTo("status");
    }

    @Test
    void aWrongTokenIsSaidAndTriedAgain() {
        discord.refuseToken(true);
        rig.adapter().start(room);

        eventually()
                .until(() -> rig.adapter().trouble().filter(what -> what.contains("set discord.token")).isPresent());
        assertThat(failure(() -> rig.adapter().post(ops, "k", DOWN)).kind()).isEqualTo(RoomException.Kind.LATER);
        discord.refuseToken(false);

        eventually().until(() -> rig.adapter().trouble().isEmpty());
        assertThat(rig.logged()).filteredOn(line -> line.contains("set discord.token")).hasSize(1);
    }

    @Test
    void aTokenThatIsWithdrawnIsSaidAndTriedAgain() {
        rig.login();
        discord.refuseToken(true);
        discord.closeSocket(FakeGateway.WRONG_TOKEN);

        eventually()
                .until(() -> rig.adapter().trouble().filter(what -> what.contains("set discord.token")).isPresent());
        discord.refuseToken(false);

        eventually().until(() -> rig.adapter().trouble().isEmpty());
    }

    @Test
    void aRequestThatStillWaitsDoesNotHoldUpTheEndOfASession() throws Exception {
        rig.login();
        discord.limit(1, Duration.ofSeconds(5));
        rig.adapter().post(ops, "", Message.text("first"));
        CompletableFuture<RoomException> second = new CompletableFuture<>();
        Thread call = Thread.startVirtualThread(
                () -> second.complete(failure(() -> rig.adapter().post(ops, "", Message.text("second")))));
        eventually().until(() -> call.getState() == Thread.State.TIMED_WAITING);

        discord.refuseToken(true);
        discord.closeSocket(FakeGateway.WRONG_TOKEN);

        // JDA looks only every 30 s whether the requests of a session that has ended are done
        await().atMost(Duration.ofSeconds(10))
                .until(() -> rig.adapter().trouble().filter(what -> what.contains("set discord.token")).isPresent());
        assertThat(second.get(10, TimeUnit.SECONDS).kind()).isEqualTo(RoomException.Kind.LATER);
        assertThat(discord.messages(ops)).hasSize(1);
    }

    @Test
    void messagesThatMayNotBeReadAreSaid() {
        discord.refuseMessageContent(true);
        rig.readsMessages();
        rig.adapter().start(room);

        eventually().until(
                () -> rig.adapter().trouble().filter(what -> what.contains("Message Content Intent")).isPresent());
        discord.refuseMessageContent(false);

        eventually().until(() -> rig.adapter().trouble().isEmpty());
    }

    @Test
    void aServerThatTheBotWasRemovedFromIsSaid() {
        rig.login();
        eventually().until(() -> rig.adapter().canonical("#ops").equals(ops));

        discord.removeBot();

        eventually().until(() -> rig.logged().toString().contains("removed from the server Test"));
        assertThat(rig.adapter().canonical("#ops")).isEqualTo("#ops");
    }

    @Test
    void closesAtOnce() {
        rig.login();
        long begin = System.nanoTime();

        rig.adapter().close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        eventually().until(() -> !discord.connected());
    }
}
