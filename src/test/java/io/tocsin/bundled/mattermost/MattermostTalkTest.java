package io.tocsin.bundled.mattermost;

import static io.tocsin.bundled.mattermost.MattermostRig.DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people say and click, and what they are answered: over the WebSocket, and by polling where that is closed. */
@ExtendWith(LoopbackOnly.class)
final class MattermostTalkTest {

    private MattermostRig rig = new MattermostRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static ObjectNode more() {
        return FakeMattermost.JSON.createObjectNode();
    }

    private void isHeard(String text) {
        rig.chat.say("OPS1", "ana", text);
        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).contains(text));
    }

    @Test
    void aMessageIsHandedInWithWhoSaidItAndWhere() throws Exception {
        rig.connected();

        String id = rig.chat.say("OPS1", "ana", "tocsin status");

        Incoming line = rig.line();
        assertThat(line.address()).isEqualTo("OPS1");
        assertThat(line.person().id()).isEqualTo("mattermost:ana");
        assertThat(line.text()).isEqualTo("tocsin status");
        assertThat(line.direct()).isFalse();
        assertThat(line.thread()).isEmpty();
        assertThat(line.message()).contains("OPS1:" + id);
        line.answers().orElseThrow().answer(Message.text("all is *well*"), false);
        assertThat(rig.chat.posts("OPS1").getLast().path("message").asText()).isEqualTo("all is \u2217well\u2217");
        assertThat(rig.chat.events().heard().getFirst()).isEqualTo("{\"seq\":1,\"action\":\"authentication_challenge\","
                + "\"data\":{\"token\":\"" + FakeMattermost.TOKEN + "\"}}");
    }

    @Test
    void aTokenThatCannotBeSentIsTheTrouble() {
        rig.close();
        rig = new MattermostRig(Map.of("token", "se\ncret"));
        rig.start();

        await().untilAsserted(() -> assertThat(rig.adapter.trouble().orElse("")).contains(
                "Mattermost was not reached: the value of the header Authorization has characters that no header may have"));
    }

    @Test
    void mentionsDirectMessagesAndThreadsAreKnown() throws Exception {
        rig.connected();

        rig.chat.say("OPS1", "ana", "@tocsin status");
        rig.chat.say("OPS1", "ana", "@tocsin-two status");
        rig.chat.say("DM1", "ana", "ack 42");
        String root = rig.chat.say("OPS1", "ana", "one");
        rig.chat.say("OPS1", "ana", "tocsin ack 42", more().put("root_id", root));

        await().until(() -> rig.lines.size() == 5);
        assertThat(rig.lines).extracting(Incoming::text)
                .containsExactly("status", "@tocsin-two status", "ack 42", "one", "tocsin ack 42");
        assertThat(rig.lines).extracting(Incoming::direct).containsExactly(true, false, true, false, false);
        Incoming thread = rig.lines.getLast();
        assertThat(thread.thread()).contains("OPS1:" + root);
        thread.answers().orElseThrow().answer(Message.text("done"), false);
        assertThat(rig.chat.posts("OPS1").getLast().path("root_id").asText()).isEqualTo(root);
    }

    @Test
    void aPersonalAnswerIsSeenByOnePersonWhereTheServerAllowsThat() throws Exception {
        rig.connected();
        String root = rig.chat.say("OPS1", "ana", "tocsin one");
        rig.chat.say("OPS1", "ana", "tocsin two", more().put("root_id", root));
        rig.chat.say("DM1", "ana", "three");
        await().until(() -> rig.lines.size() == 3);

        rig.lines.get(1).answers().orElseThrow().answer(Message.text("only you"), true);
        rig.lines.get(2).answers().orElseThrow().answer(Message.text("we are alone"), true);
        rig.chat.mayWhisper(false);
        rig.lines.get(0).answers().orElseThrow().answer(Message.text("all see it"), true);
        rig.lines.get(0).answers().orElseThrow().answer(Message.text("and this"), true);

        assertThat(rig.chat.whispers()).singleElement().satisfies(it -> {
            assertThat(it.path("user_id").asText()).isEqualTo("ana");
            assertThat(it.path("post").path("message").asText()).isEqualTo("only you");
            assertThat(it.path("post").path("channel_id").asText()).isEqualTo("OPS1");
            assertThat(it.path("post").path("root_id").asText()).isEqualTo(root);
        });
        assertThat(rig.chat.posts("DM1").getLast().path("message").asText()).isEqualTo("we are alone");
        assertThat(rig.chat.posts("OPS1")).extracting(it -> it.path("message").asText())
                .endsWith("all see it", "and this");
        assertThat(rig.chat.calls("POST posts/ephemeral")).as("asked no more").hasSize(2);
    }

    @Test
    void botsOthersChangesAndTheBotItselfAreNotHeard() throws Exception {
        rig.connected();
        rig.chat.say("OPS1", "robot1", "tocsin status");
        rig.chat.say("OPS1", "ana", "tocsin status", more().set("props", more().put("from_webhook", "true")));
        rig.chat.say("OPS1", "ana", "tocsin status", more().set("props", more().put("from_bot", "true")));
        rig.chat.say("OPS1", "ana", "tocsin status", more().put("type", "system_header_change"));
        rig.chat.say("OPS1", "ana", "tocsin status", more().put("edit_at", 5));
        rig.adapter.post("acme/ops", "k", Message.text("tocsin status"));
        String twice = rig.chat.say("OPS1", "ana", "one");
        rig.chat.events().posted(more().put("id", twice).put("channel_id", "OPS1").put("user_id", "ana")
                .put("message", "one"), "O");
        rig.chat.events().tell("post_edited", more().put("post", "{}"));
        rig.chat.events().tell("posted", more().put("post", "no JSON"));
        rig.chat.events().raw("no JSON at all");
        rig.chat.events().raw("[]");

        rig.chat.say("OPS1", "ana", "last");

        await().until(() -> rig.lines.size() == 2);
        assertThat(rig.lines).extracting(Incoming::text).containsExactly("one", "last");
    }

    @Test
    void whoComesIntoAChannelAndLeavesItIsTold() {
        rig.connected();

        rig.chat.say("OPS1", "ana", "ana joined", more().put("type", "system_join_channel"));
        rig.chat.say("OPS1", "ana", "ana left", more().put("type", "system_leave_channel"));

        await().until(() -> rig.moves.size() == 2);
        assertThat(rig.moves).containsExactly("+mattermost:ana ana OPS1", "-mattermost:ana ana OPS1");
    }

    @Test
    void aSlowCommandShowsThatItIsWorkedOn() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        rig.reaction = _ -> done;
        rig.connected();

        String id = rig.chat.say("OPS1", "ana", "tocsin check all");

        await().untilAsserted(() -> assertThat(rig.chat.calls("POST reactions")).singleElement().satisfies(
                it -> assertThat(it.body()).isEqualTo(more().put("user_id", "botid").put("post_id", id)
                        .put("emoji_name", "eyes"))));
        done.complete(null);
        await().until(() -> rig.chat.calls("DELETE users/me/posts/" + id + "/reactions/eyes").size() == 1);
    }

    private JsonNode action(String reference, int number) {
        return rig.chat.post(reference).path("props").path("attachments").path(0).path("actions").path(number);
    }

    private static String click(JsonNode action, String chosen) {
        ObjectNode context = action.path("integration").path("context").deepCopy();
        if (!chosen.isEmpty()) {
            context.put("selected_option", chosen);
        }
        return more().put("user_id", "benid").put("user_name", "ben").put("channel_id", "OPS1").put("post_id", "post1")
                .put("trigger_id", "t-" + chosen).set("context", context).toString();
    }

    @Test
    void aClickSaysTheLineOfItsButtonOnce() throws Exception {
        rig.connected();
        JsonNode acknowledge = action(rig.adapter.post("acme/ops", "incident-42", DOWN), 0);
        assertThat(acknowledge.path("integration").path("url").asText())
                .isEqualTo("https://bot.example.com/mattermost/action");
        assertThat(acknowledge.path("name").asText()).isEqualTo("Acknowledge");

        assertThat(rig.click(click(acknowledge, "")).status()).isEqualTo(200);
        assertThat(rig.click(click(acknowledge, "")).body()).isEqualTo("{}");

        Incoming line = rig.line();
        assertThat(line.text()).isEqualTo("ack 42");
        assertThat(line.direct()).isTrue();
        assertThat(line.address()).isEqualTo("OPS1");
        assertThat(line.person().id()).isEqualTo("mattermost:benid");
        assertThat(line.person().name()).isEqualTo("ben");
        line.answers().orElseThrow().answer(Message.text("You have it."), false);
        assertThat(rig.chat.whispers()).singleElement()
                .satisfies(it -> assertThat(it.path("user_id").asText()).isEqualTo("benid"));
        assertThat(rig.chat.posts("OPS1")).hasSize(1);
        isHeard("last");
        assertThat(rig.lines).hasSize(2);
    }

    @Test
    void aChoiceSaysOneOfItsOptionsAndWhatTheBotNeverOfferedIsRefused() throws Exception {
        rig.connected();
        String reference = rig.adapter.post("acme/ops", "incident-42", DOWN);
        JsonNode mute = action(reference, 1);
        JsonNode acknowledge = action(reference, 0);
        ObjectNode forged = acknowledge.deepCopy();
        ((ObjectNode) forged.path("integration").path("context")).putArray("lines").add("remove shop");
        ObjectNode unmarked = acknowledge.deepCopy();
        ((ObjectNode) unmarked.path("integration").path("context")).remove("mark");

        for (String wrong : List.of(
                click(forged, ""), click(unmarked, ""), click(mute, "remove shop"), click(mute, ""),
                click(acknowledge, "remove shop"), "no JSON", "[]", "")) {
            assertThat(rig.click(wrong).status()).as(wrong).isEqualTo(403);
        }
        assertThat(rig.click(click(mute, "mute shop for 4h")).status()).isEqualTo(200);

        assertThat(rig.line().text()).isEqualTo("mute shop for 4h");
        assertThat(rig.lines).hasSize(1);
    }

    @Test
    void whereTheWebSocketIsClosedCommandsAreReadByPolling() throws Exception {
        rig.chat.events().closed(true);
        rig.chat.say("OPS1", "ana", "tocsin remove shop");
        rig.start();
        await().until(() -> rig.adapter.trouble().isEmpty() && rig.adapter.canonical("~ops").equals("OPS1"));
        assertThat(rig.adapter.canonical("~dev")).as("two teams have it").isEqualTo("~dev");

        rig.chat.say("OPS1", "ana", "tocsin status");
        await().until(() -> rig.lines.size() == 1);
        rig.chat.say("DM1", "ana", "ack 42");
        await().until(() -> rig.lines.size() == 2);

        assertThat(rig.lines).extracting(Incoming::text).as("not what was said before")
                .containsExactly("tocsin status", "ack 42");
        assertThat(rig.lines).extracting(Incoming::direct).containsExactly(false, true);
        rig.chat.events().closed(false);
        await().until(() -> rig.chat.events().listening() == 1);
        isHeard("over the socket");
    }

    @Test
    void aLostConnectionIsOpenedAgainAndWhatWasSaidMeanwhileArrives() {
        rig.connected();
        isHeard("before");
        rig.chat.events().closed(true);
        rig.chat.events().drop();

        rig.chat.say("OPS1", "ana", "meanwhile");
        rig.chat.events().closed(false);

        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).contains("meanwhile"));
        await().until(() -> rig.chat.events().listening() == 1);
        isHeard("after");
        assertThat(rig.lines).extracting(Incoming::text).containsExactly("before", "meanwhile", "after");
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void whatWasSaidMeanwhileArrivesThoughTheServerIsNotWellAtFirst() {
        rig.connected();
        rig.chat.failNext("GET users/me/channels", 500, "", "{}");
        rig.chat.events().drop();

        rig.chat.say("OPS1", "ana", "meanwhile");

        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).containsExactly("meanwhile"));
        await().until(() -> rig.adapter.trouble().isEmpty());
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotAskedFor() {
        rig.connected();
        rig.chat.events().drop();
        rig.chat.say("OPS1", "ana", "meanwhile");

        await().until(() -> rig.chat.since("OPS1").isPresent());

        assertThat(rig.chat.since("OPS1").orElseThrow()).as("and not since the bot was started")
                .isAfter(Instant.now().minus(Duration.ofMinutes(20)));
    }

    @Test
    void aChannelThatIsRefusedHidesNoOther() {
        rig.chat.events().closed(true);
        rig.start();
        await().until(() -> rig.adapter.trouble().isEmpty() && rig.adapter.canonical("~ops").equals("OPS1"));
        rig.chat.refuse("OPS1");

        rig.chat.say("OPS1", "ana", "tocsin status");
        rig.chat.say("DM1", "ana", "ack 42");

        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).containsExactly("ack 42"));
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void anEventThatIsMissedIsNoticedAndAskedFor() {
        rig.connected();
        isHeard("before");

        rig.chat.events().loseNext();
        rig.chat.say("OPS1", "ana", "missed");
        rig.chat.say("OPS1", "ana", "next");

        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text)
                .containsExactlyInAnyOrder("before", "missed", "next"));
        await().until(() -> rig.chat.events().opened() > 1);
    }

    @Test
    void aConnectionWithoutASignOfLifeIsReplaced() {
        rig.close();
        rig = new MattermostRig(MattermostRig.NERVOUS);
        rig.connected();
        await().until(() -> rig.chat.events().heard().contains("{\"seq\":2,\"action\":\"ping\"}"));
        rig.chat.events().silent(true);

        await().until(() -> rig.chat.events().opened() > 1);
        rig.chat.events().silent(false);
        await().until(() -> rig.adapter.trouble().isEmpty());
        isHeard("after");
    }

    @Test
    void aTokenThatIsNotAcceptedIsSaidAndMendedWhileTheBotRuns() throws Exception {
        rig.chat.token("another one");
        rig.start();
        await().untilAsserted(() -> assertThat(rig.adapter.trouble().orElseThrow())
                .contains("it does not accept mattermost.token").doesNotContain(FakeMattermost.TOKEN));

        rig.chat.token(FakeMattermost.TOKEN);

        await().until(() -> rig.adapter.trouble().isEmpty());
        rig.adapter.post("acme/ops", "k", Message.text("here I am"));
        await().until(() -> rig.chat.events().listening() == 1);
        isHeard("welcome");
    }
}
