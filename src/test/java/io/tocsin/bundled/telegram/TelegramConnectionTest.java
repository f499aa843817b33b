package io.tocsin.bundled.telegram;

import static io.tocsin.bundled.telegram.TelegramRig.ANA;
import static io.tocsin.bundled.telegram.TelegramRig.DOWN;
import static io.tocsin.bundled.telegram.TelegramRig.OPS;
import static io.tocsin.bundled.telegram.TelegramRig.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Command;
import io.tocsin.spi.Incoming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connecting, losing the connection, and what is in the way of it. */
@ExtendWith(LoopbackOnly.class)
final class TelegramConnectionTest {

    private TelegramRig rig = new TelegramRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aWrongTokenIsSaidWithoutShowingIt() {
        rig.close();
        rig = new TelegramRig(QUICK, "999:another_token_0");

        rig.adapter.start(rig);

        await().until(() -> rig.adapter.trouble().orElse("").contains("it does not accept telegram.token"));
        assertThat(rig.adapter.trouble().orElseThrow()).contains("Unauthorized").doesNotContain("another_token");
    }

    @Test
    void anotherProcessThatAsksIsSaid() {
        for (int i = 0; i < 1_000; i++) {
            rig.telegram.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request; make sure that only"
                    + " one bot instance is running", "");
        }

        rig.adapter.start(rig);

        await().until(() -> rig.adapter.trouble().orElse("").contains("another process asks for this bot's news"));
    }

    @Test
    void aWebhookInTheWayIsSaidAndItsEndIsSeen() {
        for (int i = 0; i < 1_000; i++) {
            rig.telegram.fail("getUpdates", 409,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it",
                    "");
        }
        rig.adapter.start(rig);
        await().until(() -> rig.adapter.trouble().orElse("").contains("a webhook is set for this bot"));

        rig.telegram.mend("getUpdates");

        await().until(() -> rig.adapter.trouble().isEmpty());
    }

    @Test
    void aServerThatGoesAndComesBackIsFoundAgain() throws Exception {
        rig.connected();
        rig.telegram.down();
        await().until(() -> rig.adapter.trouble().orElse("").contains("not connected: Telegram was not reached"));

        rig.telegram.up();

        await().until(() -> rig.adapter.trouble().isEmpty());
        rig.telegram.say(OPS, ANA, "tocsin status");
        assertThat(rig.line().text()).isEqualTo("tocsin status");
        rig.adapter.post("-1001", "k", DOWN);
        assertThat(rig.telegram.messages(OPS)).hasSize(1);
    }

    @Test
    void whatWasSaidDuringAFailureIsHeardAfterItOnce() {
        rig.connected();
        rig.telegram.fail("getUpdates", 502, "Bad Gateway", "");
        rig.telegram.say(OPS, ANA, "one");
        rig.telegram.loseAnswer("getUpdates");
        rig.telegram.say(OPS, ANA, "two");

        await().until(() -> rig.lines.size() >= 2 && rig.telegram.waiting() == 0);
        assertThat(rig.lines).extracting(Incoming::text).containsExactly("one", "two");
        await().until(() -> rig.adapter.trouble().isEmpty());
    }

    @Test
    void numbersThatBeginAnewAreNoReasonToMissAnything() {
        rig.close();
        rig = new TelegramRig(
                new Pace(QUICK.backoff(), Duration.ofSeconds(1), QUICK.call(), QUICK.finish(), QUICK.stale()),
                FakeTelegram.TOKEN);
        rig.connected();
        rig.telegram.say(OPS, ANA, "one");
        await().until(() -> rig.lines.size() == 1 && rig.telegram.waiting() == 0);
        rig.telegram.beginAnew();

        rig.telegram.say(OPS, ANA, "two");

        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).containsExactly("one", "two"));
    }

    @Test
    void whatIsNotDealtWithIsToldAgainAfterARestart() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        rig.reaction = _ -> never;
        rig.connected();
        rig.telegram.say(OPS, ANA, "tocsin status");
        rig.line();

        rig.adapter.close();

        assertThat(rig.telegram.waiting()).as("Telegram still has it").isEqualTo(1);
        rig.reaction = _ -> CompletableFuture.completedFuture(null);
        try (Adapter restarted = rig.another(QUICK, FakeTelegram.TOKEN)) {
            restarted.start(rig);
            await().until(() -> rig.lines.size() == 2 && rig.telegram.waiting() == 0);
        }
    }

    @Test
    void aSlowCommandHoldsUpNobodyForLong() {
        rig.close();
        rig = new TelegramRig(
                new Pace(QUICK.backoff(), QUICK.poll(), QUICK.call(), Duration.ofMillis(50), QUICK.stale()),
                FakeTelegram.TOKEN);
        CompletableFuture<Void> never = new CompletableFuture<>();
        rig.reaction = _ -> never;
        rig.connected();
        rig.telegram.say(OPS, ANA, "slow");
        rig.line();

        rig.telegram.say(OPS, ANA, "quick");

        await().until(() -> rig.lines.size() == 2);
    }

    @Test
    void commandsAreOfferedWhenTheyHaveChanged() {
        rig.connected();
        await().until(() -> rig.telegram.asked("setMyCommands").size() == 1);
        assertThat(rig.telegram.asked("setMyCommands").getFirst().body().path("commands"))
                .extracting(it -> it.path("command").asText() + ": " + it.path("description").asText())
                .containsExactly("status: How things are", "add: Watch something", "ack: Have it");

        try (Adapter same = rig.another(QUICK, FakeTelegram.TOKEN)) {
            int before = rig.telegram.asked("getMyCommands").size();
            same.start(rig);
            await().until(() -> rig.telegram.asked("getMyCommands").size() > before && same.trouble().isEmpty());
        }
        assertThat(rig.telegram.asked("setMyCommands")).as("they are the same").hasSize(1);
        List<Command> more = new ArrayList<>(rig.commands);
        more.add(TelegramRig.command("mute", "No notices"));
        rig.commands = more;
        rig.telegram.say(OPS, ANA, "anything");
        await().until(() -> rig.telegram.asked("setMyCommands").size() == 2);
    }

    @Test
    void newsAreAskedForAsDocumented() {
        rig.connected();
        await().until(() -> rig.telegram.asked("getUpdates").size() >= 2);

        JsonNode first = rig.telegram.asked("getUpdates").getFirst().body();
        JsonNode second = rig.telegram.asked("getUpdates").get(1).body();
        assertThat(first.path("timeout").asInt()).as("so that it is known at once whether it works").isZero();
        assertThat(second.path("timeout").asInt()).isEqualTo(20);
        assertThat(second.path("allowed_updates").toString()).isEqualTo("[\"message\",\"callback_query\"]");
    }
}
