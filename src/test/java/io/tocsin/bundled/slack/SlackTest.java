package io.tocsin.bundled.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.slack.FakeSlack.Posted;
import io.tocsin.bundled.slack.FakeSlack.Upload;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people say and what they are told, through the real Bolt. */
@ExtendWith(LoopbackOnly.class)
final class SlackTest {

    private static final Message DOWN = Message.of(Severity.CRITICAL, "DOWN  shop  #42", "since 14:02")
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42"),
                    new Choice("Mute", List.of(
                            new Button("1 hour", "mute shop for 1h"), new Button("4 hours", "mute shop for 4h")))));

    private final SlackRig rig = new SlackRig();

    @AfterEach
    void close() {
        rig.close();
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
        Posted posted = posted(rig.adapter.post("#ops", "incident-42", DOWN));

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
        Posted posted = posted(rig.adapter.post("#ops", "incident-42", DOWN));

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

    @Test
    void aMessageIsEditedAndItsThreadAnswered() throws Exception {
        rig.connected();
        String reference = rig.adapter.post("#ops", "incident-42", DOWN.withMention("here"));
        assertThat(posted(reference).text()).isEqualTo("<!here> *DOWN shop #42*");

        rig.adapter.edit("#ops", reference,
                Message.of(Severity.GOOD, "RECOVERED  shop  #42", "after 4 min").withMention("here"));
        String reply = rig.adapter.reply("#ops", reference, "line-1", Message.text("ana acknowledged shop #42"));

        Posted edited = posted(reference);
        assertThat(edited.edits()).isEqualTo(1);
        assertThat(edited.text()).isEqualTo("*RECOVERED shop #42*");
        assertThat(edited.color()).isEqualTo("#2eb886");
        assertThat(edited.buttons()).isEmpty();
        assertThat(posted(reply).thread()).isEqualTo(edited.ts());
        assertThat(rig.slack.messages("C0OPS1")).hasSize(2);
    }

    @Test
    void aMessageIsFoundByItsKeyAlsoInAThread() throws Exception {
        rig.connected();
        String reference = rig.adapter.post("#ops", "incident-42", DOWN);
        rig.adapter.post("#ops", "incident-43", DOWN);
        rig.adapter.post("#ops", "", Message.text("a mere answer"));
        String line = rig.adapter.reply("#ops", reference, "line-7", Message.text("noted"));

        assertThat(rig.adapter.find("#ops", "incident-42")).contains(reference);
        assertThat(rig.adapter.find("#ops", "line-7")).contains(line);
        assertThat(rig.adapter.find("C0OPS1", "line-8")).isEmpty();
        assertThat(rig.adapter.find("#dev", "incident-42")).isEmpty();
    }

    @Test
    void filesAreUploadedWhereTheMessageIs() throws Exception {
        rig.connected();
        Attachment graph = new Attachment("shop-24h.png", "image/png", new byte[] {1, 2, 3});

        rig.adapter.post("#ops", "", Message.text("the graph").withAttachments(List.of(graph)));
        String reference = rig.adapter.post("#ops", "incident-1", DOWN.withAttachments(List.of(graph)));

        List<Upload> uploads = rig.slack.uploads();
        assertThat(uploads).extracting(Upload::channel).containsExactly("C0OPS1", "C0OPS1");
        assertThat(uploads).extracting(Upload::thread).containsExactly("", posted(reference).ts());
        assertThat(uploads.getFirst().name()).isEqualTo("shop-24h.png");
        assertThat(uploads.getFirst().content()).containsExactly(1, 2, 3);
    }

    @Test
    void aLongAnswerIsCutAndComesAsAFileButANoticeIsOnlyCut() throws Exception {
        rig.connected();
        String text = String.join("\n", IntStream.range(0, 3_000).mapToObj(i -> "line number " + i).toList());

        String answer = rig.adapter.post("#ops", "", Message.text(text));
        rig.adapter.post("#ops", "incident-1", Message.of(Severity.CRITICAL, "DOWN", text));

        assertThat(rig.slack.uploads()).singleElement().satisfies(it -> {
            assertThat(it.name()).isEqualTo("answer.txt");
            assertThat(new String(it.content(), StandardCharsets.UTF_8)).isEqualTo(text);
        });
        JsonNode last = posted(answer).blocks().path(2).path("text").path("text");
        assertThat(last.asText()).endsWith("\n\u2026").matches("(?s).*line number \\d+\n\u2026");
    }

    @Test
    void fileThatCannotBeAttachedDoesNotLoseTheMessage() throws Exception {
        rig.connected();
        rig.slack.failNext("files.getUploadURLExternal", "missing_scope");

        rig.adapter.post("#ops", "", Message.text("the graph").withAttachments(
                List.of(Attachment.text("a.txt", "x"))));

        assertThat(rig.slack.messages("C0OPS1")).hasSize(1);
        assertThat(rig.slack.uploads()).isEmpty();
    }

    @Test
    void retryAfterIsObeyedAndNothingIsSentBefore() throws Exception {
        rig.connected();
        rig.slack.limitNext("chat.postMessage", 30);

        RoomException limited = failure(() -> rig.adapter.post("C0OPS1", "k", DOWN));
        RoomException again = failure(() -> rig.adapter.post("C0OPS1", "k", DOWN));

        assertThat(limited.kind()).isEqualTo(Kind.LATER);
        assertThat(limited.retryAfter().orElseThrow()).hasSeconds(30);
        assertThat(again.retryAfter().orElseThrow()).isPositive().isLessThanOrEqualTo(java.time.Duration.ofSeconds(30));
        assertThat(failure(() -> rig.adapter.post("#ops", "k", DOWN)).retryAfter()).isPresent();
        assertThat(rig.slack.calls("chat.postMessage")).isEqualTo(1);
        rig.adapter.post("C0DEV1", "k", DOWN);
        assertThat(rig.slack.violations()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "chat.postMessage, msg_too_long, REFUSED",
        "chat.postMessage, invalid_blocks, REFUSED",
        "chat.postMessage, internal_error, LATER",
        "chat.postMessage, ratelimited, LATER",
        "chat.postMessage, 503, LATER",
        "chat.update, message_not_found, REFUSED",
        "chat.update, cant_update_message, REFUSED"
    })
    void whatIsWrongWithTheMessageIsRefusedAndTheRestComesLater(String method, String error, Kind kind)
            throws Exception {
        rig.connected();
        String reference = rig.adapter.post("C0OPS1", "k", DOWN);
        rig.slack.failNext(method, error);

        RoomException failed = failure(() -> {
            if (method.equals("chat.update")) {
                rig.adapter.edit("C0OPS1", reference, DOWN);
            } else {
                rig.adapter.post("C0OPS1", "k", DOWN);
            }
        });

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "missing_scope|the app lacks the scope chat:write for chat.postMessage; add it and install the app again",
        "account_inactive|it does not accept slack.token (account_inactive)",
        "not_in_channel|I am not in #ops; invite me there",
        "is_archived|the channel #ops is archived",
        "channel_not_found|there is no channel #ops, or it is private and I am not in it"
    })
    void whatPeopleMendIsSaidUntilItWorks(String error, String trouble) throws Exception {
        rig.connected();
        rig.slack.failNext("chat.postMessage", error);

        RoomException failed = failure(() -> rig.adapter.post("#ops", "k", DOWN));

        assertThat(failed.kind()).isEqualTo(Kind.LATER);
        assertThat(failed).hasMessage("Slack: " + trouble);
        assertThat(rig.adapter.trouble()).contains(trouble);
        rig.adapter.post("#ops", "k", DOWN);
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void anArchivedChannelHarmsNoOther() throws Exception {
        rig.connected();
        rig.slack.archive("C0OPS1", true);
        rig.slack.removeBot("C0DEV1");
        rig.slack.channel("C0NEW1", "new");

        assertThat(failure(() -> rig.adapter.post("#ops", "k", DOWN)).getMessage()).contains("archived");
        assertThat(failure(() -> rig.adapter.post("#dev", "k", DOWN)).getMessage()).contains("not in #dev");
        assertThat(failure(() -> rig.adapter.post("#none", "k", DOWN)).getMessage()).contains("no channel #none");
        rig.adapter.post("#new", "k", DOWN);

        assertThat(rig.slack.messages("C0NEW1")).hasSize(1);
        assertThat(rig.adapter.canonical("#new")).isEqualTo("C0NEW1");
        assertThat(rig.adapter.trouble().orElseThrow()).contains("#ops is archived", "not in #dev", "no channel #none");
        rig.slack.archive("C0OPS1", false);
        rig.adapter.post("C0OPS1", "k", DOWN);
        assertThat(rig.adapter.trouble().orElseThrow()).doesNotContain("archived");
    }

    @Test
    void namesMeanIdsOnceTheyAreKnown() {
        assertThat(rig.adapter.canonical("#ops")).isEqualTo("#ops");
        rig.connected();
        assertThat(rig.adapter.canonical("#ops")).isEqualTo("C0OPS1");
        assertThat(rig.adapter.canonical("OPS")).isEqualTo("C0OPS1");
        assertThat(rig.adapter.canonical("C0DEV1")).isEqualTo("C0DEV1");

        rig.slack.channel("C0LATE1", "late");
        await().pollInSameThread().until(() -> {
            rig.slack.say("C0LATE1", "U0ANA", "hello");
            return !rig.lines.isEmpty();
        });
        assertThat(rig.lines.getFirst().address()).isEqualTo("C0LATE1");
    }

    @Test
    void onlySomeCanBeMentioned() {
        for (String right : List.of("here", "channel", "everyone", "U024BE7LH", "W024BE7LH", "S024BE7LH")) {
            rig.adapter.checkMention(right);
        }
        for (String wrong : List.of("", "@here", "<!here>", "ana", "u024be7lh", "U1> <!channel", "C024BE7LH")) {
            assertThatThrownBy(() -> rig.adapter.checkMention(wrong)).isInstanceOf(Refusal.class);
        }
    }

    private Posted posted(String reference) {
        return rig.slack.messages("C0OPS1").stream()
                .filter(it -> reference.equals("C0OPS1:" + it.ts()))
                .findFirst()
                .orElseThrow();
    }

    /** Something that talks to Slack. */
    @FunctionalInterface
    private interface Talking {
        void run() throws RoomException;
    }

    private static RoomException failure(Talking talking) {
        Optional<RoomException> failure = Optional.empty();
        try {
            talking.run();
        } catch (RoomException expected) {
            failure = Optional.of(expected);
        }
        return failure.orElseThrow();
    }
}
