package io.tocsin.bundled.matrix;

import static io.tocsin.bundled.matrix.MatrixRig.DEV;
import static io.tocsin.bundled.matrix.MatrixRig.DOWN;
import static io.tocsin.bundled.matrix.MatrixRig.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.matrix.FakeMatrix.Asked;
import io.tocsin.channel.Told;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Posting, editing, replying and what is refused, against a homeserver as strict as the real one. */
@ExtendWith(LoopbackOnly.class)
final class MatrixMessagesTest {

    private static final String SEND = "rooms/%21ops%3Aexample.org/send/m.room.message/";

    private final MatrixRig rig = new MatrixRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aNoticeIsEditedInPlaceAndRepliesGoIntoItsThread() throws Exception {
        String reference = rig.adapter.post("#ops:example.org", "incident-42", DOWN);
        assertThat(rig.adapter.canonical("#ops:example.org")).isEqualTo(OPS);
        assertThat(rig.last(OPS).id()).isEqualTo(reference);
        assertThat(rig.last(OPS).body())
                .isEqualTo("\ud83d\udd34 DOWN  shop  #42\nsince 14:02\n  ack 42 | mute shop for 1h");
        assertThat(rig.last(OPS).html()).isEqualTo("\ud83d\udd34 <b>DOWN shop #42</b><br>since 14:02<br>"
                + "<code>ack 42</code> | <code>mute shop for 1h</code>");
        assertThat(rig.last(OPS).content().path("msgtype").asText()).as("which clients notify of").isEqualTo("m.text");

        rig.adapter.edit("#ops:example.org", reference, Message.of(Severity.GOOD, "RECOVERED  shop  #42", ""));
        rig.adapter.edit("#ops:example.org", reference, DOWN);
        rig.adapter.edit("#ops:example.org", reference, Message.of(Severity.GOOD, "RECOVERED  shop  #42", ""));
        String reply = rig.adapter.reply("#ops:example.org", reference, "line-1", Message.text("it is back"));

        assertThat(rig.matrix.messages(OPS)).hasSize(2);
        assertThat(rig.matrix.messages(OPS).getFirst().edits()).isEqualTo(3);
        assertThat(rig.matrix.messages(OPS).getFirst().body()).isEqualTo("\ud83d\udfe2 RECOVERED  shop  #42");
        assertThat(rig.last(OPS).id()).isEqualTo(reply);
        assertThat(rig.last(OPS).thread()).isEqualTo(reference);
        assertThat(rig.matrix.asked("directory")).as("asked for once").hasSize(1);
    }

    @Test
    void aMessageWhoseAnswerIsLostIsThereOnceHoweverOftenItIsSent() throws Exception {
        rig.matrix.loseAnswer(SEND);
        RoomException lost = failure(OPS);
        assertThat(lost.kind()).isEqualTo(Kind.LATER);
        assertThat(rig.matrix.messages(OPS)).hasSize(1);

        try (Adapter restarted = rig.another(Map.of("token", FakeMatrix.TOKEN))) {
            assertThat(restarted.find(OPS, "k")).isEmpty();
            String reference = restarted.post(OPS, "k", DOWN);
            assertThat(rig.matrix.messages(OPS)).extracting(Posted::id).containsExactly(reference);
            assertThat(restarted.post(OPS, "k2", DOWN)).isNotEqualTo(reference);
        }
    }

    @Test
    void hostileTextsAreBoundedAndPingNobody() throws Exception {
        String reference = rig.adapter.post(OPS, "k", Told.hostile());
        rig.adapter.edit(OPS, reference, Told.hostile());
        rig.adapter.post(OPS, "k2", Message.text("\u76d1&<\"".repeat(50_000)));

        for (Asked asked : rig.matrix.asked(SEND)) {
            assertThat(asked.raw().length).as("of 65,536 bytes").isLessThan(60_000);
            assertThat(asked.body().findValues("m.mentions")).isNotEmpty().allMatch(JsonNode::isEmpty);
            for (String html : asked.body().findValuesAsText("formatted_body")) {
                String text = html.replaceAll("</?(?:b|br|code)>|<a href=\"https?://[^\"<>]*\">|</a>", "");
                assertThat(text).doesNotContain("<", ">", "\"").doesNotContainPattern("@\\w")
                        .doesNotContain("https://e");
                assertThat(text.codePoints()).allMatch(c -> c == '\n' || c == 0x2060
                        || Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.FORMAT);
            }
        }
        assertThat(rig.matrix.messages(OPS)).hasSize(2);
    }

    @Test
    void anAnswerIsANoticeAndItsRestComesAsAFile() throws Exception {
        rig.adapter.post(OPS, "", Message.text("y".repeat(200_000))
                .withAttachments(List.of(new Attachment("graph.png", "image/png", new byte[] {(byte) 0x89, 0, -1}))));

        List<Posted> posted = rig.matrix.messages(OPS);
        assertThat(posted).extracting(it -> it.content().path("msgtype").asText())
                .containsExactly("m.notice", "m.image", "m.file");
        assertThat(posted.get(1).content().path("url").asText()).isEqualTo("mxc://example.org/file");
        List<Asked> uploads = rig.matrix.asked("upload");
        assertThat(uploads).extracting(Asked::query).containsExactly("filename=graph.png", "filename=answer.txt");
        assertThat(uploads.getFirst().raw()).containsExactly(0x89, 0, 0xff);
        assertThat(uploads.getFirst().contentType()).isEqualTo("image/png");
        assertThat(new String(uploads.getLast().raw(), StandardCharsets.UTF_8)).isEqualTo("y".repeat(200_000));
    }

    @Test
    void aMentionIsSaidBesideTheTextAndOnlyOnce() throws Exception {
        rig.adapter.checkMention("@ana:example.org");
        rig.adapter.checkMention("room");
        assertThat(catchThrowableOfType(Refusal.class, () -> rig.adapter.checkMention("everyone"))).isNotNull();

        String reference = rig.adapter.post(OPS, "k", DOWN.withMention("@ana:example.org"));
        assertThat(rig.last(OPS).content().path("m.mentions").toString())
                .isEqualTo("{\"user_ids\":[\"@ana:example.org\"]}");
        assertThat(rig.last(OPS).html())
                .startsWith("<a href=\"https://matrix.to/#/@ana:example.org\">@ana:example.org</a> ");
        rig.adapter.edit(OPS, reference, DOWN.withMention("@ana:example.org"));
        assertThat(rig.last(OPS).content().path("m.mentions")).isEmpty();
        rig.adapter.post(OPS, "k2", DOWN.withMention("room"));
        assertThat(rig.last(OPS).content().path("m.mentions").toString()).isEqualTo("{\"room\":true}");
    }

    @Test
    void anEncryptedRoomIsRefusedWithAClearLine() {
        rig.matrix.room(OPS).encrypted = true;

        RoomException failure = failure("#ops:example.org");

        assertThat(failure).hasMessageContaining("the room #ops:example.org is encrypted end to end");
        assertThat(rig.adapter.trouble().orElseThrow()).contains("give me a room without encryption");
        assertThat(rig.matrix.asked(SEND)).isEmpty();
    }

    @Test
    void aRoomWithoutTheBotIsEnteredIfItMay() throws Exception {
        RoomException outside = failure(DEV);
        assertThat(outside.kind()).isEqualTo(Kind.LATER);
        assertThat(outside).hasMessageContaining("I am not in !dev:example.org; invite me there");
        assertThat(rig.adapter.trouble()).isPresent();

        rig.matrix.room(DEV).mayJoin = true;
        rig.adapter.post(DEV, "k", DOWN);

        assertThat(rig.matrix.messages(DEV)).hasSize(1);
        assertThat(rig.adapter.trouble()).isEmpty();
        rig.matrix.room(DEV).mayWrite = false;
        assertThat(failure(DEV)).hasMessageContaining("I may not write in !dev:example.org");
    }

    @Test
    void anAliasThatBelongsToAnotherRoomByNowLeadsThere() throws Exception {
        rig.adapter.post("#ops:example.org", "before", DOWN);
        rig.matrix.room(OPS).mayWrite = false;
        rig.matrix.room(OPS).alias = "";
        rig.matrix.room(DEV).alias = "#ops:example.org";
        rig.matrix.room(DEV).mayJoin = true;
        assertThat(failure("#ops:example.org")).hasMessageContaining("I may not write in #ops:example.org");

        rig.adapter.post("#ops:example.org", "after", DOWN);

        assertThat(rig.matrix.messages(DEV)).hasSize(1);
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void anEncryptedRoomThatIsEnteredIsRefusedToo() {
        rig.matrix.room(DEV).mayJoin = true;
        rig.matrix.room(DEV).encrypted = true;

        assertThat(failure(DEV)).hasMessageContaining("encrypted");
        assertThat(rig.matrix.messages(DEV)).isEmpty();
    }

    @Test
    void whatThereIsNotIsSaid() {
        assertThat(failure("#nowhere:example.org")).hasMessageContaining("there is no room #nowhere:example.org");
        RoomException noRoom = failure("ops");
        assertThat(noRoom.kind()).isEqualTo(Kind.REFUSED);
        assertThat(noRoom).hasMessageContaining("write matrix:!id:server or matrix:#alias:server");
        RoomException noEvent = catchThrowableOfType(RoomException.class, () -> rig.adapter.edit(OPS, "x", DOWN));
        assertThat(noEvent.kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void limitsAndFailuresOfTheServerSayWhenToTryAgain() {
        rig.matrix.fail(SEND, 429, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too Many\",\"retry_after_ms\":2500}");
        RoomException limited = failure(OPS);
        assertThat(limited.kind()).isEqualTo(Kind.LATER);
        assertThat(limited.retryAfter()).contains(Duration.ofMillis(2_500));

        rig.matrix.fail(SEND, 502, "\"a proxy\"");
        assertThat(failure(OPS).kind()).isEqualTo(Kind.LATER);
        rig.matrix.fail(SEND, 200, "{\"surprise\":true}");
        assertThat(failure(OPS).kind()).isEqualTo(Kind.LATER);
        rig.matrix.fail(SEND, 413, "{\"errcode\":\"M_TOO_LARGE\",\"error\":\"event too large\"}");
        assertThat(failure(OPS).kind()).isEqualTo(Kind.REFUSED);
    }

    private RoomException failure(String address) {
        RoomException failure =
                catchThrowableOfType(RoomException.class, () -> rig.adapter.post(address, "k", DOWN));
        assertThat(failure).isNotNull();
        assertThat(failure.toString()).doesNotContain(FakeMatrix.TOKEN);
        return failure;
    }
}
