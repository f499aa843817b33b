package io.tocsin.bundled.telegram;

import static io.tocsin.bundled.telegram.TelegramRig.ANA;
import static io.tocsin.bundled.telegram.TelegramRig.BEN;
import static io.tocsin.bundled.telegram.TelegramRig.DOWN;
import static io.tocsin.bundled.telegram.TelegramRig.FORUM;
import static io.tocsin.bundled.telegram.TelegramRig.OPS;
import static io.tocsin.bundled.telegram.TelegramRig.PRIVATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people say and click, and what they are answered. */
@ExtendWith(LoopbackOnly.class)
final class TelegramTalkTest {

    private final TelegramRig rig = new TelegramRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aMessageIsHandedInWithWhoSaidItAndWhere() {
        rig.connected();

        long id = rig.telegram.say(OPS, ANA, "tocsin status");

        Incoming line = rig.line();
        assertThat(line.address()).isEqualTo("-1001");
        assertThat(line.person().id()).isEqualTo("telegram:42");
        assertThat(line.person().name()).isEqualTo("p42");
        assertThat(line.text()).isEqualTo("tocsin status");
        assertThat(line.direct()).isFalse();
        assertThat(line.message()).contains("-1001:" + id);
        assertThat(rig.adapter.canonical("@ops_room")).isEqualTo("-1001");
    }

    @Test
    void everyWayToCallTheBotIsUnderstood() {
        rig.connected();

        rig.telegram.say(OPS, ANA, "/status@tocsin_bot down");
        rig.telegram.say(OPS, ANA, "/ack 42");
        rig.telegram.say(OPS, ANA, "/tocsin status");
        rig.telegram.say(OPS, ANA, "@Tocsin_Bot: mute shop");
        rig.telegram.say(OPS, ANA, "/status@other_bot");
        rig.telegram.say(OPS, ANA, "ask @tocsin_bot");
        rig.telegram.say(PRIVATE, ANA, "status");
        rig.telegram.say(PRIVATE, ANA, "/start");
        rig.telegram.say(PRIVATE, ANA, "/frobnicate");
        rig.telegram.say(OPS, ANA, "to a bot", replyTo(FakeTelegram.BOT));
        rig.telegram.say(OPS, ANA, "to a person", replyTo(BEN));

        await().untilAsserted(() -> assertThat(rig.lines).extracting(it -> it.text() + (it.direct() ? " !" : ""))
                .containsExactly("status down !", "ack 42 !", "tocsin status", "mute shop !", "ask @tocsin_bot",
                        "status !", "help !", "frobnicate !", "to a bot !", "to a person"));
    }

    private static ObjectNode replyTo(long author) {
        ObjectNode more = FakeTelegram.JSON.createObjectNode();
        ObjectNode replied = more.putObject("reply_to_message").put("message_id", 5);
        replied.set("from", FakeTelegram.person(author));
        return more;
    }

    @Test
    void aTopicIsARoomAndItsFirstMessageIsNoQuestion() {
        rig.connected();
        ObjectNode more =
                FakeTelegram.JSON.createObjectNode().put("is_topic_message", true).put("message_thread_id", 7);
        more.putObject("reply_to_message").put("message_id", 7).set("from", FakeTelegram.person(FakeTelegram.BOT));

        rig.telegram.say(FORUM, ANA, "just talking", more);

        assertThat(rig.line().address()).isEqualTo("-1002/7");
        assertThat(rig.line().direct()).isFalse();
    }

    @Test
    void aPersonWithoutANameIsCalledByNumber() {
        rig.connected();
        ObjectNode more = FakeTelegram.JSON.createObjectNode();
        more.putArray("entities").addObject().put("type", "text_mention").put("offset", 13).put("length", 7)
                .set("user", FakeTelegram.person(99));

        rig.telegram.say(OPS, ANA, "tocsin grant Ben Doe operate", more);

        assertThat(rig.line().text()).isEqualTo("tocsin grant telegram:99 operate");
    }

    @Test
    void botsAnonymousOnesAndOldLinesAreNotHeard() {
        rig.connected();
        rig.telegram.say(OPS, ANA, "status", FakeTelegram.JSON.createObjectNode().set("from",
                FakeTelegram.person(9).put("is_bot", true)));
        ObjectNode channel = FakeTelegram.JSON.createObjectNode();
        channel.putObject("sender_chat").put("id", OPS);
        rig.telegram.say(OPS, ANA, "status", channel);
        rig.telegram.say(PRIVATE, ANA, "mute all for 5d", FakeTelegram.JSON.createObjectNode().put("date", 1_000));
        rig.telegram.tell("edited_message", FakeTelegram.JSON.createObjectNode().put("text", "status"));
        rig.telegram.tell("message", FakeTelegram.JSON.createObjectNode());

        rig.telegram.say(OPS, ANA, "last");

        assertThat(rig.line().text()).isEqualTo("last");
        assertThat(rig.lines).hasSize(1);
    }

    @Test
    void whoComesAndGoesIsTold() {
        rig.connected();
        ObjectNode came = FakeTelegram.JSON.createObjectNode();
        came.putArray("new_chat_members").add(FakeTelegram.person(BEN))
                .add(FakeTelegram.person(FakeTelegram.BOT).put("is_bot", true));
        rig.telegram.say(OPS, ANA, "", came);
        ObjectNode went = FakeTelegram.JSON.createObjectNode();
        went.set("left_chat_member", FakeTelegram.person(BEN));
        rig.telegram.say(OPS, ANA, "", went);

        await().untilAsserted(() -> assertThat(rig.moves)
                .containsExactly("+telegram:43 p43 -1001", "-telegram:43 p43 -1001"));
    }

    @Test
    void aLineIsAnsweredInReplyAndSilently() throws Exception {
        rig.connected();
        long id = rig.telegram.say(OPS, ANA, "/status");

        rig.line().answers().orElseThrow().answer(Message.text("all is well"), true);

        assertThat(rig.line().answers().orElseThrow().isMessage()).isTrue();
        assertThat(rig.last(OPS).replyTo()).isEqualTo(id);
        assertThat(rig.last(OPS).seen()).isEqualTo("all is well");
        assertThat(rig.last(OPS).silent()).isTrue();
    }

    @Test
    void aClickIsAnsweredAtOnceAndSaysItsLineEvenAfterARestart() throws Exception {
        rig.adapter.post("-1001", "k", DOWN);
        rig.connected();
        Posted posted = rig.last(OPS);

        String click = rig.telegram.click(OPS, posted, BEN, posted.buttons().get("Mute 1 hour"));

        assertThat(rig.line().text()).isEqualTo("mute shop for 1h");
        assertThat(rig.line().direct()).isTrue();
        assertThat(rig.line().person().id()).isEqualTo("telegram:43");
        assertThat(rig.telegram.asked("answerCallbackQuery"))
                .extracting(it -> it.body().path("callback_query_id").asText())
                .containsExactly(click);
        rig.line().answers().orElseThrow().answer(Message.text("Muted"), false);
        assertThat(rig.last(OPS).replyTo()).isEqualTo(posted.id());
    }

    @Test
    void aClickThatIsTooOldIsNotDone() throws Exception {
        rig.connected();
        rig.adapter.post("-1001", "k", DOWN);
        rig.telegram.fail("answerCallbackQuery", 400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid", "");
        rig.telegram.click(OPS, rig.last(OPS), BEN, "mute shop for 1h");

        rig.telegram.say(OPS, ANA, "last");

        assertThat(rig.line().text()).isEqualTo("last");
    }

    @Test
    void manyLinesKeepTheirOrderAndComeOnce() {
        rig.connected();
        List<String> said = IntStream.range(0, 60).mapToObj(i -> "line " + i).toList();

        said.forEach(line -> rig.telegram.say(OPS, ANA, line));

        await().until(() -> rig.lines.size() >= said.size() && rig.telegram.waiting() == 0);
        assertThat(rig.lines).extracting(Incoming::text).isEqualTo(said);
    }

    @Test
    void aHostileLineIsHandedInAsItIs() {
        rig.connected();
        String hostile = "/status " + "\u202e\u0000\"'; DROP".repeat(300);

        rig.telegram.say(OPS, ANA, hostile);

        assertThat(rig.line().text()).isEqualTo("status " + hostile.substring(8).strip());
    }
}
