package io.tocsin.bundled.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people say, and what they are answered: over the realtime API, and by polling where that is closed. */
@ExtendWith(LoopbackOnly.class)
final class RocketChatTalkTest {

    private RocketChatRig rig = new RocketChatRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static ObjectNode more() {
        return FakeRocketChat.JSON.createObjectNode();
    }

    private void isHeard(String text) {
        rig.chat.say("GENERAL", "ana", text);
        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).contains(text));
    }

    @Test
    void aMessageIsHandedInWithWhoSaidItAndWhere() throws Exception {
        rig.connected();

        String id = rig.chat.say("OPS1", "ana", "tocsin status");

        Incoming line = rig.line();
        assertThat(line.address()).isEqualTo("OPS1");
        assertThat(line.person().id()).isEqualTo("rocketchat:ana");
        assertThat(line.text()).isEqualTo("tocsin status");
        assertThat(line.direct()).isFalse();
        assertThat(line.thread()).isEmpty();
        assertThat(line.message()).contains("OPS1:" + id);
        line.answers().orElseThrow().answer(Message.text("all is *well*"), false);
        assertThat(rig.chat.texts("OPS1")).containsExactly("tocsin status", "all is \u2217well\u2217");
        assertThat(line.answers().orElseThrow().isMessage()).isTrue();
    }

    @Test
    void theRealtimeApiIsSpokenAsDocumented() {
        rig.connected();

        rig.chat.realtime().raw("{\"msg\":\"ping\"}");

        await().untilAsserted(() -> assertThat(rig.chat.realtime().heard())
                .filteredOn(it -> !it.equals("{\"msg\":\"ping\"}")).containsExactly(
                        "{\"msg\":\"connect\",\"version\":\"1\",\"support\":[\"1\"]}",
                        "{\"msg\":\"method\",\"method\":\"login\",\"id\":\"login\",\"params\":[{\"resume\":\"token-1\"}]}",
                        "{\"msg\":\"sub\",\"id\":\"messages\",\"name\":\"stream-room-messages\","
                                + "\"params\":[\"__my_messages__\",false]}",
                        "{\"msg\":\"pong\"}"));
    }

    @Test
    void mentionsDirectMessagesAndThreadsAreKnown() throws Exception {
        rig.connected();

        rig.chat.say("OPS1", "ana", "@tocsin: status");
        rig.chat.say("OPS1", "ana", "@tocsinette status");
        rig.chat.say("OPS1", "ana", "thanks to @tocsin we know");
        rig.chat.say("DM1", "ana", "ack 42");
        rig.chat.say("OPS1", "ana", "tocsin ack 42", more().put("tmid", "root1"));

        await().until(() -> rig.lines.size() == 5);
        assertThat(rig.lines).extracting(Incoming::text).containsExactly(
                "status", "@tocsinette status", "thanks to @tocsin we know", "ack 42", "tocsin ack 42");
        assertThat(rig.lines).extracting(Incoming::direct).containsExactly(true, false, false, true, false);
        Incoming thread = rig.lines.getLast();
        assertThat(thread.thread()).contains("OPS1:root1");
        thread.answers().orElseThrow().answer(Message.text("done"), true);
        assertThat(rig.chat.messages("OPS1").getLast().path("tmid").asText()).isEqualTo("root1");
    }

    @Test
    void botsOthersChangesAndTheBotItselfAreNotHeard() throws Exception {
        rig.connected();
        rig.chat.say("OPS1", "ana", "one");
        rig.chat.say("OPS1", "robot1", "tocsin status");
        rig.chat.say("OPS1", "ana", "tocsin status", more().set("bot", more().put("i", "hook")));
        rig.chat.say("OPS1", "ana", "tocsin status", more().put("t", "room_changed_topic"));
        rig.adapter.post("#ops", "k", Message.text("tocsin status"));
        String old = rig.chat.say("OPS1", "ana", "two");
        rig.chat.tellAgain(old, more().put("msg", "tocsin remove shop").put("editedAt", Instant.now().toString()));
        rig.chat.tellAgain(old, more().put("tcount", 1));
        rig.chat.realtime().raw("no JSON at all");
        rig.chat.realtime()
                .raw("{\"msg\":\"changed\",\"collection\":\"stream-room-messages\",\"fields\":{\"args\":7}}");
        rig.chat.realtime().raw("[]");

        rig.chat.say("OPS1", "ana", "last");

        await().until(() -> rig.lines.size() == 3);
        assertThat(rig.lines).extracting(Incoming::text).containsExactly("one", "two", "last");
    }

    @Test
    void anOldMessageUnderWhichAThreadBeginsIsNotSaidAgain() {
        rig.connected();
        Instant before = Instant.now().minusSeconds(86_400);
        rig.chat.say("OPS1", "ana", "tocsin mute shop for 1h", more().put("ts", before.toString()).put("tcount", 1));

        isHeard("last");

        assertThat(rig.lines).hasSize(1);
    }

    @Test
    void whoComesIntoARoomAndLeavesItIsTold() {
        rig.connected();

        rig.chat.say("OPS1", "ana", "ana", more().put("t", "uj"));
        rig.chat.say("OPS1", "ana", "ana", more().put("t", "ul"));

        await().until(() -> rig.moves.size() == 2);
        assertThat(rig.moves).containsExactly("+rocketchat:ana ana OPS1", "-rocketchat:ana ana OPS1");
    }

    @Test
    void onePersonsLinesKeepTheirOrder() {
        rig.connected();
        List<String> said = IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();

        said.forEach(line -> rig.chat.say("OPS1", "ana", line));

        await().until(() -> rig.lines.size() == said.size());
        assertThat(rig.lines).extracting(Incoming::text).isEqualTo(said);
    }

    @Test
    void aSlowCommandShowsThatItIsWorkedOn() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        rig.reaction = _ -> done;
        rig.connected();

        String id = rig.chat.say("OPS1", "ana", "tocsin check all");

        await().untilAsserted(() -> assertThat(rig.chat.reactions()).containsExactly("+:eyes: " + id));
        done.complete(null);
        await().untilAsserted(() -> assertThat(rig.chat.reactions()).containsExactly("+:eyes: " + id, "-:eyes: " + id));
    }

    @Test
    void whereTheRealtimeApiIsClosedCommandsAreReadByPolling() throws Exception {
        rig.chat.realtime().closed(true);
        rig.chat.say("OPS1", "ana", "tocsin remove shop");
        rig.start();
        await().until(() -> rig.adapter.trouble().isEmpty() && rig.adapter.canonical("@ana").equals("DM1"));

        rig.chat.say("OPS1", "ana", "tocsin status");
        await().until(() -> rig.lines.size() == 1);
        rig.chat.say("DM1", "ana", "ack 42", more().put("tmid", "root1"));
        await().until(() -> rig.lines.size() == 2);

        assertThat(rig.lines).extracting(Incoming::text).as("not what was said before").containsExactly(
                "tocsin status", "ack 42");
        assertThat(rig.lines).extracting(Incoming::direct).containsExactly(false, true);
        assertThat(rig.lines.getLast().thread()).contains("DM1:root1");
        rig.line().answers().orElseThrow().answer(Message.text("12 monitors"), false);
        assertThat(rig.chat.texts("OPS1")).endsWith("12 monitors");
        assertThat(rig.chat.lastCall("chat.syncMessages").verb()).isEqualTo("GET");

        rig.chat.realtime().closed(false);
        await().until(() -> rig.chat.realtime().listening() == 1);
        isHeard("over the socket");
    }

    @Test
    void aLostConnectionIsOpenedAgainAndWhatWasSaidMeanwhileArrives() {
        rig.connected();
        isHeard("before");
        rig.chat.realtime().closed(true);
        rig.chat.realtime().drop();

        rig.chat.say("GENERAL", "ana", "meanwhile");
        rig.chat.realtime().closed(false);

        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).contains("meanwhile"));
        await().until(() -> rig.chat.realtime().listening() == 1);
        isHeard("after");
        assertThat(rig.lines).extracting(Incoming::text).containsExactly("before", "meanwhile", "after");
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotAskedFor() {
        rig.connected();
        rig.chat.realtime().drop();
        rig.chat.say("OPS1", "ana", "meanwhile");

        await().until(() -> !rig.chat.calls("chat.syncMessages").isEmpty());

        assertThat(Instant.parse(rig.chat.lastCall("chat.syncMessages").query().get("lastUpdate")))
                .as("and not since the bot was started").isAfter(Instant.now().minusSeconds(1_200));
    }

    @Test
    void aRoomThatIsRefusedHidesNoOther() {
        rig.chat.realtime().closed(true);
        rig.start();
        await().until(() -> rig.adapter.trouble().isEmpty() && rig.adapter.canonical("@ana").equals("DM1"));
        rig.chat.refuse("OPS1");

        rig.chat.say("OPS1", "ana", "tocsin status");
        rig.chat.say("DM1", "ana", "ack 42");

        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).containsExactly("ack 42"));
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void aLogInThatIsPutOffIsNoWrongPassword() {
        rig.chat.failNext("login", 429, "{\"success\":false,\"error\":\"Error, too many requests. Please slow down."
                + " You must wait 1 seconds before trying this endpoint again. [error-too-many-requests]\"}");
        List<String> troubles = new ArrayList<>();
        rig.start();

        await().until(() -> {
            rig.adapter.trouble().ifPresent(troubles::add);
            return rig.adapter.trouble().isEmpty();
        });

        assertThat(troubles).anyMatch(it -> it.contains("Rocket.Chat answered 429 to login"))
                .noneMatch(it -> it.contains("does not accept"));
    }

    @Test
    void aConnectionWithoutASignOfLifeIsReplaced() {
        rig.close();
        rig = new RocketChatRig(RocketChatRig.BY_PASSWORD, RocketChatRig.NERVOUS);
        rig.connected();
        await().until(() -> rig.chat.realtime().heard().contains("{\"msg\":\"ping\"}"));

        rig.chat.realtime().silent(true);

        await().until(() -> rig.chat.realtime().opened() > 1);
        rig.chat.realtime().silent(false);
        await().until(() -> rig.adapter.trouble().isEmpty());
        isHeard("after");
    }

    @Test
    void aTokenThatEndedIsRenewedOnceForAllThatUseIt() throws Exception {
        rig.connected();
        rig.chat.endTokens();
        rig.chat.realtime().drop();

        rig.adapter.post("#ops", "k", Message.text("told all the same"));

        await().until(() -> rig.chat.realtime().listening() == 1);
        isHeard("after");
        assertThat(rig.chat.calls("login")).hasSize(2);
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidAndMendedWhileTheBotRuns() throws Exception {
        rig.chat.password("another one");
        rig.start();
        await().untilAsserted(() -> assertThat(rig.adapter.trouble().orElseThrow()).contains(
                "it does not accept rocketchat.user and rocketchat.password (Unauthorized)")
                .doesNotContain(FakeRocketChat.PASSWORD));
        await().until(() -> rig.chat.calls("login").size() > 1);

        rig.chat.password(FakeRocketChat.PASSWORD);

        await().until(() -> rig.adapter.trouble().isEmpty());
        rig.adapter.post("#ops", "k", Message.text("here I am"));
        await().until(() -> rig.chat.realtime().listening() == 1);
        isHeard("welcome");
    }

    @Test
    void aPersonalTokenIsUsedAsItIsAndSaidWhenItEnds() throws Exception {
        rig.close();
        rig = new RocketChatRig(RocketChatRig.BY_TOKEN);
        rig.connected();
        rig.adapter.post("#ops", "k", Message.text("hello"));
        assertThat(rig.chat.lastCall("chat.sendMessage").token()).isEqualTo(FakeRocketChat.TOKEN);

        rig.chat.endTokens();
        rig.chat.realtime().drop();

        await().untilAsserted(() -> assertThat(rig.adapter.trouble().orElse("")).contains(
                "it does not accept rocketchat.user-id and rocketchat.token").doesNotContain(FakeRocketChat.TOKEN));
        assertThat(rig.chat.calls("login")).isEmpty();
    }
}
