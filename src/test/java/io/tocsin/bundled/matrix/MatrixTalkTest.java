package io.tocsin.bundled.matrix;

import static io.tocsin.bundled.matrix.MatrixRig.ANA;
import static io.tocsin.bundled.matrix.MatrixRig.BEN;
import static io.tocsin.bundled.matrix.MatrixRig.DEV;
import static io.tocsin.bundled.matrix.MatrixRig.DOWN;
import static io.tocsin.bundled.matrix.MatrixRig.OPS;
import static io.tocsin.bundled.matrix.MatrixRig.PAIR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.spi.Incoming;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people say, and connecting and losing the connection. */
@ExtendWith(LoopbackOnly.class)
final class MatrixTalkTest {

    private MatrixRig rig = new MatrixRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static ObjectNode text(String body) {
        return FakeMatrix.JSON.createObjectNode().put("msgtype", "m.text").put("body", body);
    }

    private static ObjectNode mentioning(String body) {
        ObjectNode content = text(body);
        content.putObject("m.mentions").putArray("user_ids").add(FakeMatrix.BOT);
        return content;
    }

    @Test
    void aMessageIsHandedInWithWhoSaidItAndWhere() {
        rig.connected();

        String event = rig.matrix.say(OPS, ANA, "tocsin status");

        Incoming line = rig.line();
        assertThat(line.address()).isEqualTo(OPS);
        assertThat(line.person().id()).isEqualTo("matrix:@ana:example.org");
        assertThat(line.person().name()).isEqualTo("Ana");
        assertThat(line.text()).isEqualTo("tocsin status");
        assertThat(line.direct()).isFalse();
        assertThat(line.thread()).isEmpty();
        assertThat(line.message()).contains(event);
    }

    @Test
    void whatWasSaidBeforeTheStartIsNotRun() {
        rig.matrix.say(OPS, ANA, "tocsin mute all for 5d");
        rig.connected();

        rig.matrix.say(OPS, ANA, "tocsin status");

        assertThat(rig.line().text()).isEqualTo("tocsin status");
    }

    @Test
    void everyWayToCallTheBotIsUnderstood() {
        rig.connected();

        rig.matrix.say(OPS, ANA, mentioning("Tocsin Bell: status down"));
        rig.matrix.say(OPS, ANA, mentioning("@tocsin:example.org mute shop"));
        rig.matrix.say(OPS, ANA, text("tocsin: ack 1").put("formatted_body",
                "<a href=\"https://matrix.to/#/@tocsin:example.org\">tocsin</a>: ack 1"));
        rig.matrix.say(OPS, ANA, mentioning("ask tocsin"));
        rig.matrix.say(OPS, ANA, "Tocsin Bellboy is late");
        ObjectNode reply = mentioning("> <@tocsin:example.org> DOWN\n> since\n\nack 42");
        reply.putObject("m.relates_to").putObject("m.in_reply_to").put("event_id", "$1");
        rig.matrix.say(OPS, ANA, reply);
        ObjectNode thread = text("!status");
        thread.putObject("m.relates_to").put("rel_type", "m.thread").put("event_id", "$7").put("is_falling_back", true)
                .putObject("m.in_reply_to").put("event_id", "$8");
        rig.matrix.say(OPS, ANA, thread);

        await().untilAsserted(() -> assertThat(rig.lines).extracting(it -> it.text() + (it.direct() ? " !" : ""))
                .containsExactly("status down !", "mute shop !", "ack 1 !", "ask tocsin", "Tocsin Bellboy is late",
                        "ack 42 !", "!status"));
        assertThat(rig.lines.getLast().thread()).contains("$7");
        rig.matrix.say(PAIR, ANA, "status");
        await().untilAsserted(() -> assertThat(rig.lines.getLast().text()).isEqualTo("status"));
        assertThat(rig.lines.getLast().direct()).as("nobody else is there").isTrue();
    }

    @Test
    void noticesEditsOldLinesAndTheBotItselfAreNotHeard() throws Exception {
        rig.connected();
        rig.adapter.post(OPS, "k", DOWN);
        rig.matrix.say(OPS, BEN, text("tocsin status").put("msgtype", "m.notice"));
        ObjectNode edit = text("* tocsin status");
        edit.putObject("m.relates_to").put("rel_type", "m.replace").put("event_id", "$1");
        rig.matrix.say(OPS, BEN, edit);
        rig.matrix.happens(OPS, "m.room.message", BEN, text("tocsin mute all"),
                FakeMatrix.JSON.createObjectNode().put("age", 3_600_000));
        rig.matrix.happens(OPS, "m.room.encrypted", BEN, text("x"), FakeMatrix.JSON.createObjectNode());
        rig.matrix.happens(OPS, "m.room.message", BEN, FakeMatrix.JSON.createObjectNode(),
                FakeMatrix.JSON.createObjectNode());

        rig.matrix.say(OPS, BEN, "last");

        assertThat(rig.line().text()).isEqualTo("last");
        assertThat(rig.line().person().name()).isEqualTo("ben");
    }

    @Test
    void whoComesAndGoesIsTold() {
        rig.connected();
        rig.matrix.happens(OPS, "m.room.member", BEN, member("join"), FakeMatrix.JSON.createObjectNode());
        ObjectNode before = FakeMatrix.JSON.createObjectNode();
        before.set("prev_content", member("join"));
        rig.matrix.happens(OPS, "m.room.member", BEN, member("join"), before);
        rig.matrix.happens(OPS, "m.room.member", BEN, member("leave"), before);

        await().untilAsserted(() -> assertThat(rig.moves).containsExactly(
                "+matrix:@ben:example.org Ben " + OPS, "-matrix:@ben:example.org Ben " + OPS));
    }

    private static ObjectNode member(String membership) {
        return FakeMatrix.JSON.createObjectNode().put("membership", membership).put("displayname", "Ben");
    }

    @Test
    void anInvitationIsFollowed() throws Exception {
        rig.connected();

        rig.matrix.invite(DEV);

        await().until(() -> rig.matrix.asked("join/").size() == 1);
        await().until(() -> rig.matrix.room(DEV).joined);
        rig.matrix.say(DEV, ANA, "tocsin status");
        assertThat(rig.line().address()).isEqualTo(DEV);
    }

    @Test
    void encryptionThatIsSwitchedOnIsSeen() {
        rig.connected();
        rig.matrix.happens(OPS, "m.room.encryption", ANA, FakeMatrix.JSON.createObjectNode(),
                FakeMatrix.JSON.createObjectNode());
        rig.matrix.say(OPS, ANA, "last");
        rig.line();

        assertThat(catchThrowable(() -> rig.adapter.post(OPS, "k", DOWN)))
                .hasMessageContaining("encrypted");
    }

    @Test
    void aWrongTokenIsSaidWithoutShowingIt() {
        rig.close();
        rig = new MatrixRig(Map.of("token", "syt_of_somebody"));

        rig.adapter.start(rig);

        await().until(() -> rig.adapter.trouble().orElse("").contains("it does not accept matrix.token"));
        assertThat(rig.adapter.trouble().orElseThrow()).contains("M_UNKNOWN_TOKEN").doesNotContain("syt_");
    }

    @Test
    void itLogsInOnceAndAgainWhenItsTokenEnds() throws Exception {
        rig.close();
        rig = new MatrixRig(Map.of("user", "tocsin", "password", FakeMatrix.PASSWORD)).connected();
        assertThat(rig.matrix.logIns()).isEqualTo(1);
        JsonNode logIn = rig.matrix.asked("login").getFirst().body();
        assertThat(logIn.path("device_id").asText()).as("the same each time").isEqualTo("TOCSIN");

        rig.matrix.endToken();
        rig.adapter.post(OPS, "k", DOWN);
        rig.matrix.say(OPS, ANA, "tocsin status");

        assertThat(rig.line().text()).isEqualTo("tocsin status");
        assertThat(rig.matrix.messages(OPS)).hasSize(1);
        assertThat(rig.matrix.logIns()).isEqualTo(2);
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt() {
        rig.close();
        rig = new MatrixRig(Map.of("user", "tocsin", "password", "battery staple"));

        rig.adapter.start(rig);

        await().until(
                () -> rig.adapter.trouble().orElse("").contains("it does not accept matrix.user and matrix.password"));
        assertThat(rig.adapter.trouble().orElseThrow()).doesNotContain("staple");
    }

    @Test
    void aServerThatGoesAndComesBackIsFoundAgainAndNothingIsMissed() {
        rig.connected();
        rig.matrix.say(OPS, ANA, "one");
        rig.line();
        rig.matrix.down();
        await().until(() -> rig.adapter.trouble().orElse("").contains("not connected: Matrix was not reached"));
        rig.matrix.say(OPS, ANA, "two");

        rig.matrix.up();

        await().until(() -> rig.adapter.trouble().isEmpty());
        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).containsExactly("one", "two"));
    }

    @Test
    void whateverAnswersInPlaceOfTheServerNothingIsMissed() {
        rig.connected();
        for (int i = 0; i < 20; i++) {
            rig.matrix.fail("sync", 404, "{}");
        }
        rig.matrix.say(OPS, ANA, "one");
        await().until(() -> rig.adapter.trouble().orElse("").contains("404"));

        rig.matrix.say(OPS, ANA, "two");

        await().until(() -> rig.adapter.trouble().isEmpty());
        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).containsExactly("one", "two"));
    }

    @Test
    void aMarkThatTheServerHasForgottenIsNoEnd() {
        rig.connected();
        rig.matrix.fail("sync", 400, "{\"errcode\":\"M_UNKNOWN\",\"error\":\"Invalid stream token\"}");
        rig.matrix.say(OPS, ANA, "one");
        await().until(
                () -> rig.matrix.asked("sync").stream().filter(it -> !it.query().contains("since=")).count() == 2);
        await().until(() -> rig.adapter.trouble().isEmpty());

        rig.matrix.say(OPS, ANA, "tocsin status");

        await().until(() -> !rig.lines.isEmpty() && rig.lines.getLast().text().equals("tocsin status"));
    }
}
