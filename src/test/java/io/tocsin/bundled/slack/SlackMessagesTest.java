package io.tocsin.bundled.slack;

import static io.tocsin.bundled.slack.SlackRig.DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.slack.FakeSlack.Posted;
import io.tocsin.bundled.slack.FakeSlack.Upload;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is posted, edited and attached, and what happens when Slack does not take it, through the real Bolt. */
@ExtendWith(LoopbackOnly.class)
final class SlackMessagesTest {

    private final SlackRig rig = new SlackRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aMessageIsEditedAndItsThreadAnswered() throws Exception {
        rig.connected();
        String reference = rig.adapter.post("#ops", "incident-42", DOWN.withMention("here"));
        assertThat(rig.posted(reference).text()).isEqualTo("<!here> *DOWN shop #42*");

        rig.adapter.edit("#ops", reference,
                Message.of(Severity.GOOD, "RECOVERED  shop  #42", "after 4 min").withMention("here"));
        String reply = rig.adapter.reply("#ops", reference, "line-1", Message.text("ana acknowledged shop #42"));

        Posted edited = rig.posted(reference);
        assertThat(edited.edits()).isEqualTo(1);
        assertThat(edited.text()).isEqualTo("*RECOVERED shop #42*");
        assertThat(edited.color()).isEqualTo("#2eb886");
        assertThat(edited.buttons()).isEmpty();
        assertThat(rig.posted(reply).thread()).isEqualTo(edited.ts());
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
        assertThat(uploads).extracting(Upload::thread).containsExactly("", rig.posted(reference).ts());
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
        JsonNode last = rig.posted(answer).blocks().path(2).path("text").path("text");
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
        assertThat(failure(() -> rig.adapter.post("#none", "k", DOWN)).getMessage())
                .contains("no channel #none");
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

    @Test
    void aMessageIsThereThoughItsFileIsAnsweredWithAPage() throws Exception {
        rig.slack.failNext("files.getUploadURLExternal", "200");

        rig.adapter.post("C0OPS1", "", Message.text("y".repeat(20_000)));

        assertThat(rig.slack.messages("C0OPS1")).hasSize(1);
        assertThat(rig.slack.uploads()).isEmpty();
    }
}
