package io.tocsin.bundled.telegram;

import static io.tocsin.bundled.telegram.TelegramRig.DOWN;
import static io.tocsin.bundled.telegram.TelegramRig.FORUM;
import static io.tocsin.bundled.telegram.TelegramRig.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.telegram.FakeTelegram.Asked;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posting, editing, replying and what is refused, against a Telegram that is as strict as the real one. */
@ExtendWith(LoopbackOnly.class)
final class TelegramMessagesTest {

    private final TelegramRig rig = new TelegramRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aNoticeIsPostedWithButtonsAndEditedInPlace() throws Exception {
        String reference = rig.adapter.post("-1001", "incident-42", DOWN);

        Posted posted = rig.last(OPS);
        assertThat(reference).isEqualTo("-1001:" + posted.id());
        assertThat(posted.seen()).isEqualTo("\ud83d\udd34 DOWN shop #42\nsince 14:02");
        assertThat(posted.html()).contains("<b>DOWN shop #42</b>");
        assertThat(posted.silent()).isFalse();
        assertThat(posted.buttons()).containsExactly(
                entry("Acknowledge", "ack 42"),
                entry("Mute 1 hour", "mute shop for 1h"),
                entry("4 hours", "mute shop for 4h"));

        Message over = Message.of(Severity.GOOD, "RECOVERED  shop  #42", "after 4 min");
        rig.adapter.edit("-1001", reference, over);
        rig.adapter.edit("-1001", reference, over);

        Posted edited = rig.last(OPS);
        assertThat(edited.seen()).startsWith("\ud83d\udfe2 RECOVERED shop #42");
        assertThat(edited.buttons()).isEmpty();
        assertThat(edited.edits()).as("the second says the same, which is no failure").isEqualTo(1);
        assertThat(rig.telegram.messages(OPS)).hasSize(1);
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void aReplyNamesItsMessageAndATopicIsKept() throws Exception {
        String parent = rig.adapter.post("-1002/7", "incident-1", DOWN);
        rig.adapter.reply("-1002/7", parent, "line-1", Message.text("still down"));

        List<Posted> posted = rig.telegram.messages(FORUM);
        assertThat(posted).extracting(Posted::topic).containsExactly(7L, 7L);
        assertThat(posted.getLast().replyTo()).isEqualTo(posted.getFirst().id());
    }

    @Test
    void aPublicChatIsCalledByItsNameAndThenKnownByItsNumber() throws Exception {
        assertThat(rig.adapter.canonical("@ops_room")).isEqualTo("@ops_room");

        rig.adapter.post("@ops_room", "k", DOWN);

        assertThat(rig.telegram.messages(OPS)).hasSize(1);
        assertThat(rig.adapter.canonical("@Ops_Room")).isEqualTo("-1001");
    }

    @Test
    void nothingInATextFormatsLinksOrPings() throws Exception {
        String text =
                "<b>x</b> & @ana /remove_all #tag $USD https://evil.example evil.example mailto:a@b.c\u202eabc\u0007";
        Message hostile = Message.of(Severity.CRITICAL, "@channel <i>", text)
                .withFields(List.of(new Field("@a", "<a href=\"x\">")))
                .withConditions(List.of(new ConditionLine(false, false, "[BODY] (<b>@all</b>) == x")))
                .withLinks(List.of(
                        new Link("page", "https://shop.example/?a=1&b=\"2\""), new Link("bad", "javascript:alert(1)"),
                        new Link("@ana", "tg://user?id=5")))
                .withActions(List.of(new Button("<b>@x</b>", "ack 1")));

        rig.adapter.post("-1001", "k", hostile);

        Posted posted = rig.last(OPS);
        assertThat(posted.seen()).contains("<b>x</b> & @", "[BODY] (<b>@").doesNotContain("\u202e", "\u0007");
        assertThat(posted.seen()).doesNotContainPattern("@\\w")
                .doesNotContain("https://e", "evil.example", "#tag", "$USD")
                .doesNotContainPattern("(?m)(^|\\s)/\\w");
        assertThat(posted.seen().replace("\u2060", "")).contains("@ana /remove_all #tag $USD https://evil.example");
        assertThat(posted.html()).contains("<a href=\"https://shop.example/?a=1&amp;b=&quot;2&quot;\">page</a>")
                .doesNotContain("href=\"javascript", "href=\"tg:");
    }

    @Test
    void twoHundredKilobytesAreCutWhereALineEndsAndAnAnswerComesWithAllOfIt() throws Exception {
        String text = "line with <b>&amp; @ana\n".repeat(9_000);

        rig.adapter.post("-1001", "k",
                Message.of(Severity.CRITICAL, "x".repeat(200_000), text).withActions(DOWN.actions()));
        Posted notice = rig.last(OPS);
        assertThat(notice.seen().length()).isBetween(2_000, 4_096);
        assertThat(notice.seen()).endsWith("\n\u2026");
        assertThat(notice.buttons()).hasSize(3);
        assertThat(rig.telegram.asked("sendDocument")).isEmpty();

        rig.adapter.post("-1001", "", Message.text("y".repeat(200_000)));
        assertThat(rig.last(OPS).seen()).endsWith("y\u2026");
        Asked file = rig.telegram.asked("sendDocument").getFirst();
        assertThat(file.contentType()).startsWith("multipart/form-data; boundary=");
        assertThat(file.raw()).contains("name=\"chat_id\"\r\n\r\n-1001\r\n", "filename=\"answer.txt\"",
                "\"message_id\":" + rig.last(OPS).id(), "y".repeat(200_000));
    }

    @Test
    void anImageGoesAsAPhotoWithItsBytes() throws Exception {
        byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff};
        rig.adapter.post("-1002/7", "", Message.text("graph")
                .withAttachments(List.of(new Attachment("shop\".png", "image/png", bytes))));

        Asked photo = rig.telegram.asked("sendPhoto").getFirst();
        assertThat(photo.raw()).contains("name=\"photo\"; filename=\"shop_.png\"\r\nContent-Type: image/png",
                "name=\"message_thread_id\"\r\n\r\n7");
    }

    @Test
    void aLineThatIsTooLongForAButtonIsShownToBeCopied() throws Exception {
        String line = "mute " + "\u5e97".repeat(25) + " for 1h";
        rig.adapter.post("-1001", "k", DOWN.withActions(List.of(new Button("Mute", line), new Button("Ack", "ack 1"))));

        assertThat(rig.last(OPS).buttons()).containsOnlyKeys("Ack");
        assertThat(rig.last(OPS).html()).contains("<code>" + line + "</code>");
    }

    @Test
    void aMentionPingsOnceAndOnlyWhoIsNamed() throws Exception {
        rig.adapter.checkMention("@ana_b");
        rig.adapter.checkMention("4711");
        assertThat(catchThrowableOfType(Refusal.class, () -> rig.adapter.checkMention("everyone")))
                .isNotNull();

        String reference = rig.adapter.post("-1001", "k", DOWN.withMention("@ana_b"));
        assertThat(rig.last(OPS).seen()).startsWith("@ana_b \ud83d\udd34 DOWN");
        rig.adapter.edit("-1001", reference, DOWN.withMention("@ana_b"));
        assertThat(rig.last(OPS).seen()).startsWith("\ud83d\udd34 DOWN");
        rig.adapter.post("-1001", "k2", DOWN.withMention("4711"));
        assertThat(rig.last(OPS).html()).startsWith("<a href=\"tg://user?id=4711\">4711</a> ");
        rig.adapter.post("-1001", "k3", DOWN.withMention("<b>everyone"));
        assertThat(rig.last(OPS).seen()).startsWith("\ud83d\udd34 DOWN");
    }

    @Test
    void aLimitIsKeptForTheWholeChat() throws Exception {
        rig.telegram.fail("sendMessage", 429, "Too Many Requests: retry after 700", "{\"retry_after\":700}");

        RoomException first = failure("-1001");
        RoomException second = failure("-1001");

        assertThat(first.kind()).isEqualTo(Kind.LATER);
        assertThat(first.retryAfter()).contains(Duration.ofSeconds(700));
        assertThat(second.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(700));
        assertThat(rig.telegram.asked("sendMessage")).as("not asked before the time").hasSize(1);
        rig.adapter.post("-1002", "k", DOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Bad Request: chat not found, there is no chat -1001",
        "403, Forbidden: bot was kicked from the supergroup chat, I was removed from -1001",
        "403, Forbidden: bot was blocked by the user, has blocked me",
        "403, Forbidden: bot can't initiate conversation with a user, has not written to me yet",
        "403, Forbidden: bot is not a member of the channel chat, I am not in -1001",
        "400, Bad Request: not enough rights to send text messages to the chat, I may not write in -1001",
        "400, Bad Request: message thread not found, there is no topic -1001",
        "400, Bad Request: TOPIC_CLOSED, the topic -1001 is closed"})
    void whatPeopleCanMendIsSaidAndWaitsForThem(int code, String description, String said) throws Exception {
        rig.telegram.deny(OPS, code, description);

        RoomException failure = failure("-1001");

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessageContaining(said);
        assertThat(rig.adapter.trouble().orElseThrow()).contains(said);
        rig.telegram.deny(OPS, 0, "");
        rig.adapter.post("-1001", "k", DOWN);
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void whatTelegramWillNeverTakeIsRefused() {
        rig.telegram.fail("sendMessage", 400, "Bad Request: message is too odd", "");

        assertThat(failure("-1001").kind()).isEqualTo(Kind.REFUSED);
        RoomException gone = catchThrowableOfType(
                RoomException.class, () -> rig.adapter.edit("-1001", "-1001:5", DOWN));
        assertThat(gone.kind()).isEqualTo(Kind.REFUSED);
        RoomException noChat = failure("ops room");
        assertThat(noChat.kind()).isEqualTo(Kind.REFUSED);
        assertThat(noChat).hasMessageContaining("telegram:ops room").hasMessageContaining("write its number");
    }

    @Test
    void aGroupThatBecameASupergroupIsFollowed() throws Exception {
        rig.telegram.chat(-5, "group", "");
        String before = rig.adapter.post("-5", "k1", DOWN);
        rig.telegram.upgrade(-5, -1005);

        String after = rig.adapter.reply("-5", before, "k2", Message.text("more"));

        assertThat(after).startsWith("-1005:");
        assertThat(rig.last(-1005).replyTo()).as("the message stayed behind").isZero();
        assertThat(rig.adapter.trouble().orElseThrow()).contains("write telegram:-1005 in place of telegram:-5");
        assertThat(rig.adapter.canonical("-5")).isEqualTo("-1005");
        RoomException gone = catchThrowableOfType(RoomException.class, () -> rig.adapter.edit("-5", before, DOWN));
        assertThat(gone.kind()).isEqualTo(Kind.REFUSED);
        rig.adapter.reply("-5", before, "k3", Message.text("even more"));
        assertThat(rig.last(-1005).replyTo()).isZero();
    }

    @Test
    void anAnswerThatIsLostLeavesTheMessageThereAndIsNotRepeatedHere() {
        rig.telegram.loseAnswer("sendMessage");

        RoomException failure = failure("-1001");

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(rig.telegram.messages(OPS)).hasSize(1);
        assertThat(rig.telegram.asked("sendMessage")).hasSize(1);
    }

    private RoomException failure(String address) {
        RoomException failure =
                catchThrowableOfType(RoomException.class, () -> rig.adapter.post(address, "k", DOWN));
        assertThat(failure).isNotNull();
        assertThat(failure.toString()).doesNotContain(FakeTelegram.TOKEN);
        return failure;
    }
}
