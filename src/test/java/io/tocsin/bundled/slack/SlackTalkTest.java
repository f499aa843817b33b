package io.tocsin.bundled.slack;

import static io.tocsin.bundled.slack.SlackRig.DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.slack.FakeSlack.Posted;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people say, command and click, and what they are answered, through the real Bolt. */
@ExtendWith(LoopbackOnly.class)
final class SlackTalkTest {

    private final SlackRig rig = new SlackRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whoComesIntoAChannelAndLeavesItIsTold() {
        rig.connected();

        rig.slack.event(moved("member_joined_channel", "U0ANA"));
        rig.slack.event(moved("member_joined_channel", FakeSlack.BOT_USER));
        rig.slack.event(moved("member_left_channel", "U0ANA"));

        await().until(() -> rig.moves.size() >= 2);
        assertThat(rig.moves).containsExactly("+slack:U0ANA ana C0OPS1", "-slack:U0ANA ana C0OPS1");
    }

    private static JsonNode moved(String type, String user) {
        return FakeSlack.JSON.createObjectNode().put("type", type).put("channel", "C0OPS1").put("user", user)
                .put("channel_type", "C").put("team", "T0").put("event_ts", "1.1");
    }

    @Test
    void aMessageIsHandedInWithWhoSaidItAndWhere() {
        rig.connected();

        rig.slack.say("C0OPS1", "U0ANA", "tocsin status");

        Incoming line = rig.line();
        assertThat(line.address()).isEqualTo("C0OPS1");
        assertThat(line.person().id()).isEqualTo("slack:U0ANA");
        assertThat(line.person().name()).isEqualTo("ana");
        assertThat(line.text()).isEqualTo("tocsin status");
        assertThat(line.direct()).isFalse();
        assertThat(line.thread()).isEmpty();
        assertThat(line.message().orElseThrow()).matches("C0OPS1:[\\d.]+");
    }

    @Test
    void aMentionComesTwiceAndIsHandledOnce() {
        rig.connected();

        rig.slack.say("C0OPS1", "U0ANA", "<@U0BOT> status");
        rig.slack.say("C0OPS1", "U0ANA", "thanks to <@U0BOT> we know");
        rig.slack.say("C0OPS1", "U0ANA", "<@U0BOT|tocsin>: second");

        await().until(() -> rig.slack.socket().unacknowledged().isEmpty());
        await().untilAsserted(
                () -> assertThat(rig.lines).extracting(Incoming::text).containsExactly("status",
                        "thanks to @tocsin we know", "second"));
        assertThat(rig.lines).extracting(Incoming::direct).containsExactly(true, false, true);
    }

    @Test
    void whatSlackTellsAgainIsHandledOnce() {
        rig.connected();
        String id = rig.slack.event(FakeSlack.JSON.createObjectNode().put("type", "message").put("channel", "C0OPS1")
                .put("user", "U0ANA").put("text", "one").put("ts", "5.1"));
        rig.line();

        rig.slack.socket().sendAgain(id);
        rig.slack.say("C0OPS1", "U0ANA", "two");

        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).containsExactly("one", "two"));
        assertThat(rig.slack.socket().unacknowledged()).isEmpty();
    }

    @Test
    void onePersonsLinesKeepTheirOrder() {
        rig.connected();
        List<String> said = IntStream.range(0, 50).mapToObj(i -> "line " + i).toList();

        said.forEach(line -> rig.slack.say("C0OPS1", "U0ANA", line));

        await().until(() -> rig.lines.size() == said.size());
        assertThat(rig.lines).extracting(Incoming::text).isEqualTo(said);
    }

    @Test
    void aDirectMessageIsForTheBotAndAThreadIsKnown() {
        rig.connected();

        rig.slack.say("D0ANA1", "U0ANA", "status");
        rig.slack.sayInThread("C0OPS1", "U0BEN", "tocsin ack 42", "17.5");

        await().until(() -> rig.lines.size() == 2);
        Incoming direct = line("status");
        Incoming thread = line("tocsin ack 42");
        assertThat(direct.direct()).isTrue();
        assertThat(thread.thread()).contains("C0OPS1:17.5");
        assertThat(thread.person().name()).isEqualTo("ben");
    }

    private Incoming line(String text) {
        return rig.lines.stream().filter(it -> it.text().equals(text)).findFirst().orElseThrow();
    }

    @Test
    void linksAndEscapesBecomeWhatWasTyped() {
        rig.connected();

        rig.slack.say("C0OPS1", "U0ANA", "tocsin add monitor shop <https://shop.example.com> expect "
                + "\"[RESPONSE_TIME] &lt; 800ms\" <http://b.example|b.example> <https://c.example/x|the page> "
                + "<@U0BEN> <#C0DEV1|dev> <!here> a &amp;amp; b <@U0BOT>");

        assertThat(rig.line().text()).isEqualTo("tocsin add monitor shop https://shop.example.com expect "
                + "\"[RESPONSE_TIME] < 800ms\" b.example https://c.example/x slack:U0BEN #dev @here a &amp; b @tocsin");
    }

    @Test
    void botsOthersChangesAndTheBotItselfAreNotHeard() {
        rig.connected();
        event("\"bot_id\":\"B9\",\"user\":\"U9\",\"text\":\"tocsin status\",\"ts\":\"1.1\"");
        event("\"user\":\"U0BOT\",\"text\":\"tocsin status\",\"ts\":\"1.2\"");
        event("\"subtype\":\"message_changed\",\"message\":{\"text\":\"tocsin status\"},\"ts\":\"1.3\"");
        event("\"subtype\":\"message_deleted\",\"ts\":\"1.4\"");
        event("\"subtype\":\"channel_join\",\"user\":\"U0ANA\",\"text\":\"joined\",\"ts\":\"1.5\"");
        event("\"subtype\":\"bot_message\",\"bot_id\":\"B9\",\"text\":\"tocsin status\",\"ts\":\"1.6\"");
        rig.slack.event(FakeSlack.JSON.createObjectNode().put("type", "reaction_added").put("user", "U0ANA"));
        rig.slack.event(FakeSlack.JSON.createObjectNode().put("type", "no_such_event"));

        rig.slack.say("C0OPS1", "U0ANA", "last");

        assertThat(rig.line().text()).isEqualTo("last");
        await().untilAsserted(() -> assertThat(rig.slack.socket().unacknowledged()).isEmpty());
        assertThat(rig.lines).hasSize(1);
    }

    private void event(String fields) {
        try {
            rig.slack.event(FakeSlack.JSON.readTree("{\"type\":\"message\",\"channel\":\"C0OPS1\"," + fields + "}"));
        } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Test
    void everyEnvelopeIsAcknowledgedBeforeItsWorkIsDone() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        rig.reaction = _ -> never;
        rig.connected();

        rig.slack.say("C0OPS1", "U0ANA", "<@U0BOT> status");
        rig.slack.command("C0OPS1", "U0ANA", "status");
        rig.slack.socket()
                .sendRaw("{\"type\":\"interactive\",\"envelope_id\":\"E-odd\",\"payload\":{\"type\":\"view\"}}");
        rig.slack.socket().sendRaw("{\"type\":\"events_api\",\"envelope_id\":\"E-odder\",\"payload\":7}");
        rig.slack.socket().sendRaw("no JSON at all");
        rig.slack.say("C0OPS1", "U0ANA", "still there");

        await().untilAsserted(() -> assertThat(rig.slack.socket().unacknowledged()).isEmpty());
        assertThat(rig.slack.socket().acknowledged()).contains("E-odd", "E-odder");
        await().until(() -> rig.lines.size() == 3);
        assertThat(rig.slack.socket().slowestMillis()).isLessThan(3_000);
    }

    @Test
    void aSlashCommandIsAnsweredWhereItWasTyped() throws Exception {
        rig.connected();
        String id = rig.slack.command("C0OPS1", "U0ANA", "status");
        Incoming line = rig.line();
        assertThat(line.text()).isEqualTo("status");
        assertThat(line.direct()).isTrue();
        assertThat(line.person().name()).isEqualTo("ana");

        line.answers().orElseThrow().answer(Message.text("all is well"), false);
        line.answers().orElseThrow().answer(Message.text("you may not"), true);

        List<JsonNode> answers = rig.slack.responses(id);
        assertThat(answers).extracting(it -> it.path("response_type").asText())
                .containsExactly("in_channel", "ephemeral");
        assertThat(answers.getFirst().toString()).contains("all is well");
    }

    @Test
    void aWornOutAddressIsReplacedByAWhisper() throws Exception {
        rig.connected();
        String id = rig.slack.command("C0OPS1", "U0ANA", "status");
        Incoming line = rig.line();
        rig.slack.breakResponses(id, 404);

        line.answers().orElseThrow().answer(Message.text("all is well"), false);

        assertThat(rig.slack.whispers()).singleElement()
                .satisfies(it -> assertThat(it.user() + " " + it.blocks()).startsWith("U0ANA").contains("all is well"));
    }

    @Test
    void aClickSaysTheLineOfItsButton() throws Exception {
        rig.connected();
        Posted posted = rig.posted(rig.adapter.post("#ops", "incident-42", DOWN));

        String id = rig.slack.click(posted, "U0BEN", "Acknowledge");

        Incoming line = rig.line();
        assertThat(line.text()).isEqualTo("ack 42");
        assertThat(line.direct()).isTrue();
        assertThat(line.address()).isEqualTo("C0OPS1");
        assertThat(line.person().id()).isEqualTo("slack:U0BEN");
        line.answers().orElseThrow().answer(Message.text("You have it."), false);
        assertThat(rig.slack.responses(id)).singleElement().satisfies(it -> {
            assertThat(it.path("response_type").asText()).isEqualTo("ephemeral");
            assertThat(it.path("replace_original").asBoolean(true)).isFalse();
        });
        assertThat(rig.slack.messages("C0OPS1")).hasSize(1);
    }

    @Test
    void aChoiceSaysTheLineOfItsOptionAndWhatAValueSaysIsOnlyALine() throws Exception {
        rig.connected();
        Posted posted = rig.posted(rig.adapter.post("#ops", "incident-42", DOWN));

        rig.slack.click(posted, "U0BEN", "4 hours");
        assertThat(rig.line().text()).isEqualTo("mute shop for 4h");
        rig.slack.act(posted, "U0MALLORY", "grant administer to slack:U0MALLORY", false);

        await().until(() -> rig.lines.size() == 2);
        assertThat(rig.lines.getLast().text()).isEqualTo("grant administer to slack:U0MALLORY");
        assertThat(rig.lines.getLast().person().id()).isEqualTo("slack:U0MALLORY");
    }

    @Test
    void aPersonalAnswerToAMessageIsSeenByOnePerson() throws Exception {
        rig.connected();
        rig.slack.sayInThread("C0OPS1", "U0ANA", "tocsin status", "17.5");
        Incoming line = rig.line();

        line.answers().orElseThrow().answer(Message.text("only you"), true);
        line.answers().orElseThrow().answer(Message.text("for all"), false);

        assertThat(rig.slack.whispers()).singleElement()
                .satisfies(it -> assertThat(it.channel() + it.user() + it.thread()).isEqualTo("C0OPS1U0ANA17.5"));
        assertThat(rig.slack.messages("C0OPS1")).singleElement()
                .satisfies(it -> assertThat(it.thread() + it.all()).startsWith("17.5").contains("for all"));
    }

    @Test
    void aSlowCommandShowsThatItIsWorkedOn() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        rig.reaction = _ -> done;
        rig.connected();

        String ts = rig.slack.say("C0OPS1", "U0ANA", "tocsin check all");

        await().untilAsserted(() -> assertThat(rig.slack.reactions()).containsExactly("+eyes C0OPS1:" + ts));
        done.complete(null);
        await().untilAsserted(() -> assertThat(rig.slack.reactions())
                .containsExactly("+eyes C0OPS1:" + ts, "-eyes C0OPS1:" + ts));
    }
}
