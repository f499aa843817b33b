package io.tocsin.bundled.rocketchat;

import static io.tocsin.bundled.rocketchat.RocketChatRig.DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.rocketchat.FakeRocketChat.Call;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is posted, edited and found, and what happens when the server does not take it. */
@ExtendWith(LoopbackOnly.class)
final class RocketChatMessagesTest {

    private static final String TOO_MANY =
            "{\"success\":false,\"error\":\"Error, too many requests. Please slow down. You"
                    + " must wait 42 seconds before trying this endpoint again. [error-too-many-requests]\"}";

    private final RocketChatRig rig = new RocketChatRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theRequestsAreAsRocketChatDocumentsThem() throws Exception {
        String reference = rig.adapter.post("#ops", "incident-42", DOWN.withMention("here"));
        rig.adapter.edit("#ops", reference, Message.of(Severity.GOOD, "RECOVERED  shop  #42", "after 4 min"));
        String reply = rig.adapter.reply("#ops", reference, "line-1", Message.text("ana acknowledged shop #42"));
        rig.adapter.post("@ana", "", Message.text("hello"));

        Call login = rig.chat.lastCall("login");
        assertThat(login.verb()).isEqualTo("POST");
        assertThat(login.body()).isEqualTo(json("{\"user\":\"tocsin\",\"password\":\"s3cret-word\"}"));
        String id = reference.substring("OPS1:".length());
        assertThat(rig.chat.calls("chat.sendMessage").getFirst()).satisfies(it -> {
            assertThat(it.verb() + " " + it.token() + " " + it.user()).isEqualTo("POST token-1 botbotbotbotbotbo");
            assertThat(it.body()).isEqualTo(json("{\"message\":{\"_id\":\"" + id + "\",\"rid\":\"OPS1\",\"msg\":"
                    + "\"@here \ud83d\udd34 *DOWN shop #42*\\nsince 14:02\\n`ack 42` | `mute shop for 1h`\"},"
                    + "\"previewUrls\":[]}"));
        });
        assertThat(rig.chat.lastCall("chat.update").body()).isEqualTo(json("{\"roomId\":\"OPS1\",\"msgId\":\"" + id
                + "\",\"text\":\"\ud83d\udfe2 *RECOVERED shop #42*\\nafter 4 min\"}"));
        assertThat(rig.chat.lastCall("chat.sendMessage").body().path("message").path("tmid").asText()).isEqualTo(id);
        assertThat(rig.chat.message(reply).path("msg").asText()).isEqualTo("ana acknowledged shop #42");
        assertThat(rig.chat.lastCall("chat.postMessage").body())
                .isEqualTo(json("{\"roomId\":\"DM1\",\"text\":\"hello\",\"parseUrls\":false}"));
        assertThat(rig.chat.lastCall("im.create").body()).isEqualTo(json("{\"username\":\"ana\"}"));
        assertThat(rig.chat.calls("rooms.info")).as("asked once").hasSize(1);
        assertThat(rig.chat.calls("login")).hasSize(1);
    }

    private static JsonNode json(String text) {
        return FakeAnswers.json(text);
    }

    @Test
    void aMessageIsFoundByItsKeyAlsoInAThread() throws Exception {
        String reference = rig.adapter.post("#ops", "incident-42", DOWN);
        String line = rig.adapter.reply("#ops", reference, "line-7", Message.text("noted"));

        assertThat(rig.adapter.find("#ops", "incident-42")).contains(reference);
        assertThat(rig.adapter.findReply("#ops", reference, "line-7")).contains(line);
        assertThat(rig.adapter.find("#ops", "line-8")).isEmpty();
        assertThat(rig.adapter.find("#general", "incident-42")).isEmpty();
        assertThat(reference).as("nobody can take an id before it is used").doesNotContain("incident");
    }

    @Test
    void aMessageWhoseAnswerWasLostIsNotThereTwice() throws Exception {
        rig.adapter.post("#ops", "incident-1", DOWN);
        rig.chat.loseNextAnswer("chat.sendMessage");

        RoomException lost = failure(() -> rig.adapter.post("#ops", "incident-42", DOWN));
        String found = rig.adapter.find("#ops", "incident-42").orElseThrow();
        String again = rig.adapter.post("#ops", "incident-42", DOWN);

        assertThat(lost.kind()).isEqualTo(Kind.LATER);
        assertThat(again).isEqualTo(found);
        assertThat(rig.chat.messages("OPS1")).hasSize(2);
    }

    @Test
    void hostileTextIsCutAndPingsNobody() throws Exception {
        String hostile =
                "@all @here @ana `code` *bold* [link](http://evil.example) :x: http://evil.example\n# head\n> q\n";
        Message message = Message.of(Severity.CRITICAL, hostile, hostile.repeat(200_000 / hostile.length()))
                .withMention("ana");

        String text = rig.chat.message(rig.adapter.post("#ops", "incident-42", message)).path("msg").asText();

        assertThat(text).hasSizeLessThanOrEqualTo(Renderer.MOST).startsWith("@ana ").endsWith("\u2026");
        assertThat(text.substring("@ana ".length())).doesNotContainPattern("@[A-Za-z]").doesNotContainPattern("]\\(")
                .doesNotContain("://", ":x:", "`", "*bold*").doesNotContainPattern("(?m)^[#>]");
    }

    @Test
    void theServersWaitIsObeyedAndNothingIsSentBefore() throws Exception {
        rig.adapter.post("#ops", "k", DOWN);
        rig.chat.failNext("chat.sendMessage", 429, TOO_MANY);

        RoomException limited = failure(() -> rig.adapter.post("#ops", "l", DOWN));
        RoomException again = failure(() -> rig.adapter.post("#general", "m", DOWN));

        assertThat(limited.kind()).isEqualTo(Kind.LATER);
        assertThat(limited.retryAfter().orElseThrow()).hasSeconds(42);
        assertThat(again.retryAfter().orElseThrow()).isPositive();
        assertThat(rig.chat.calls("chat.sendMessage")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "chat.sendMessage|400|{\"success\":false,\"error\":\"error-message-size-exceeded\"}|REFUSED",
        "chat.sendMessage|400|{\"success\":false,\"error\":\"must have property [invalid-params]\"}|REFUSED",
        "chat.sendMessage|200|{\"success\":false,\"error\":\"something odd\"}|LATER",
        "chat.sendMessage|200|<html>a proxy's page</html>|LATER",
        "chat.sendMessage|302|moved|LATER",
        "chat.sendMessage|500|{\"success\":false,\"error\":\"oh\"}|LATER",
        "chat.sendMessage|503||LATER",
        "chat.update|400|{\"success\":false,\"error\":\"No message found with the id of x.\"}|REFUSED",
        "chat.update|400|{\"success\":false,\"error\":\"editing [error-action-not-allowed]\"}|REFUSED",
        "chat.update|200|{\"success\":false,\"error\":\"something odd\"}|LATER"
    })
    void whatIsWrongWithTheMessageIsRefusedAndTheRestComesLater(String method, int status, String body, Kind kind)
            throws Exception {
        String reference = rig.adapter.post("#ops", "k", DOWN);
        rig.chat.failNext(method, status, body == null ? "" : body);

        RoomException failed = failure(() -> {
            if (method.equals("chat.update")) {
                rig.adapter.edit("#ops", reference, DOWN);
            } else {
                rig.adapter.post("#ops", "l", DOWN);
            }
        });

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.getMessage()).doesNotContain(FakeRocketChat.PASSWORD, "token-");
        assertThat(rig.chat.messages("OPS1")).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgainLater() throws Exception {
        String reference = rig.adapter.post("#ops", "k", DOWN);
        rig.limit = Duration.ofMillis(300);
        rig.chat.fallSilent();

        assertThat(failure(() -> rig.adapter.post("#ops", "l", DOWN)).kind()).isEqualTo(Kind.LATER);
        assertThat(failure(() -> rig.adapter.edit("#ops", reference, DOWN)).kind()).isEqualTo(Kind.LATER);
        assertThat(failure(() -> rig.adapter.find("#ops", "l")).kind()).isEqualTo(Kind.LATER);
    }

    @Test
    void anUnknownRoomHarmsNoOtherAndIsSaidUntilItWorks() throws Exception {
        RoomException failed = failure(() -> rig.adapter.post("#none", "k", DOWN));
        RoomException person = failure(() -> rig.adapter.post("@nobody", "k", DOWN));
        RoomException id = failure(() -> rig.adapter.post("NONE1", "k", DOWN));
        rig.adapter.post("#ops", "k", DOWN);

        assertThat(List.of(failed, person, id)).extracting(RoomException::kind).containsOnly(Kind.LATER);
        assertThat(failed).hasMessage("Rocket.Chat: there is no room #none, or I may not see it");
        assertThat(rig.adapter.trouble().orElseThrow()).contains("no room #none", "no user @nobody", "no room NONE1");
        rig.chat.room("NONE1", "none", "p");
        rig.adapter.post("NONE1", "k", DOWN);
        rig.adapter.post("#none", "k", DOWN);
        assertThat(rig.adapter.trouble().orElseThrow()).doesNotContain("none", "NONE1");
    }

    @Test
    void onlySomeCanBeMentioned() {
        for (String right : List.of("here", "all", "ana", "@ana", "a.n-a_1")) {
            rig.adapter.checkMention(right);
        }
        for (String wrong : List.of("", "@", "ana all", "<!here>", "ana\u0000", "@@ana")) {
            assertThatThrownBy(() -> rig.adapter.checkMention(wrong)).isInstanceOf(Refusal.class);
        }
    }

    private static RoomException failure(ThrowingCallable call) {
        RoomException failure = catchThrowableOfType(RoomException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void aNameThatBelongsToAnotherRoomByNowLeadsThere() throws Exception {
        rig.adapter.post("#ops", "before", Message.text("one"));
        rig.chat.remove("OPS1");
        rig.chat.room("OPS2", "ops", "c");
        assertThatThrownBy(() -> rig.adapter.post("#ops", "lost", Message.text("two")))
                .hasMessageContaining("there is no room #ops");

        rig.adapter.post("#ops", "after", Message.text("three"));

        assertThat(rig.chat.messages("OPS2")).hasSize(1);
        assertThat(rig.adapter.trouble()).isEmpty();
    }
}
