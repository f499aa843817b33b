package io.tocsin.bundled.mattermost;

import static io.tocsin.bundled.mattermost.MattermostRig.DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.mattermost.FakeMattermost.Call;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is posted, edited and found, and what happens when the server does not take it. */
@ExtendWith(LoopbackOnly.class)
final class MattermostMessagesTest {

    private MattermostRig rig = new MattermostRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static JsonNode json(String text) {
        return FakeMattermost.json(text);
    }

    @Test
    void theRequestsAreAsMattermostDocumentsThem() throws Exception {
        rig.close();
        rig = new MattermostRig(Map.of());
        String reference = rig.adapter.post("acme/ops", "incident-42", DOWN.withMention("here"));
        rig.adapter.edit("acme/ops", reference, Message.of(Severity.GOOD, "RECOVERED  shop  #42", "after 4 min"));
        rig.adapter.reply("acme/ops", reference, "line-1", Message.text("ana acknowledged shop #42"));

        Call post = rig.chat.calls("POST posts").getFirst();
        String id = reference.substring("OPS1:".length());
        assertThat(post.authorization()).isEqualTo("Bearer " + FakeMattermost.TOKEN);
        assertThat(post.body()).isEqualTo(json("{\"message\":\"@here **DOWN shop #42**\",\"props\":{\"attachments\":"
                + "[{\"fallback\":\"DOWN shop #42\",\"color\":\"#a30200\",\"text\":"
                + "\"since 14:02\\n`ack 42` | `mute shop for 1h`\"}],\"tocsin_key\":\"incident-42\"},"
                + "\"channel_id\":\"OPS1\",\"pending_post_id\":\"botid:incident-42:OPS1\",\"root_id\":\"\"}"));
        assertThat(rig.chat.lastCall("PUT posts/" + id + "/patch").body()).isEqualTo(json(
                "{\"message\":\"**RECOVERED shop #42**\",\"props\":{\"attachments\":[{\"fallback\":"
                        + "\"RECOVERED shop #42\",\"color\":\"#2eb886\",\"text\":\"after 4 min\"}]}}"));
        Call reply = rig.chat.lastCall("POST posts");
        assertThat(reply.body().path("root_id").asText()).isEqualTo(id);
        assertThat(reply.body().path("message").asText()).isEqualTo("ana acknowledged shop #42");
        assertThat(reply.body().path("props").path("attachments")).isEmpty();
        assertThat(rig.chat.calls("GET teams/name/acme/channels/name/ops")).as("asked once").hasSize(1);
    }

    @Test
    void roomsAreFoundByTheirNames() throws Exception {
        assertThat(rig.adapter.post("beta/dev", "a", DOWN)).startsWith("DEV2:");
        assertThat(rig.adapter.post("~ops", "b", DOWN)).startsWith("OPS1:");
        assertThat(rig.adapter.post("@ana", "c", DOWN)).startsWith("DM1:");
        assertThat(rig.adapter.post("DEV1", "d", DOWN)).startsWith("DEV1:");
        assertThat(rig.chat.lastCall("POST channels/direct").body()).isEqualTo(json("[\"botid\",\"ana\"]"));

        assertThat(failure(() -> rig.adapter.post("~dev", "e", DOWN)))
                .hasMessage("Mattermost: several teams have a channel ~dev; write it as team/channel");
        for (String none : List.of("acme/none", "@nobody", "~none", "NONE1")) {
            assertThat(failure(() -> rig.adapter.post(none, "f", DOWN)).kind()).isEqualTo(Kind.LATER);
        }
        assertThat(rig.adapter.trouble().orElseThrow()).contains("no channel acme/none", "no user @nobody");
        rig.chat.channel("NONE1", "T1", "none", "O");
        rig.adapter.post("acme/none", "g", DOWN);
        assertThat(rig.adapter.trouble().orElseThrow()).doesNotContain("acme/none");
    }

    @Test
    void aMessageIsFoundByItsKeyAlsoInAThread() throws Exception {
        String reference = rig.adapter.post("acme/ops", "incident-42", DOWN);
        String line = rig.adapter.reply("acme/ops", reference, "line-7", Message.text("noted"));

        assertThat(rig.adapter.find("acme/ops", "incident-42")).contains(reference);
        assertThat(rig.adapter.findReply("acme/ops", reference, "line-7")).contains(line);
        assertThat(rig.adapter.find("acme/ops", "line-8")).isEmpty();
        assertThat(rig.adapter.find("beta/dev", "incident-42")).isEmpty();
        assertThat(rig.adapter.reply("acme/ops", "OPS1:gone", "line-9", Message.text("no thread"))).startsWith("OPS1:");
    }

    @Test
    void aMessageWhoseAnswerWasLostIsNotThereTwice() throws Exception {
        rig.chat.loseNextAnswer("POST posts");

        RoomException lost = failure(() -> rig.adapter.post("acme/ops", "incident-42", DOWN));
        String again = rig.adapter.post("acme/ops", "incident-42", DOWN);
        rig.chat.forgetPending();

        assertThat(lost.kind()).isEqualTo(Kind.LATER);
        assertThat(rig.adapter.find("acme/ops", "incident-42")).contains(again);
        assertThat(rig.chat.posts("OPS1")).hasSize(1);
    }

    @Test
    void hostileTextIsCutAndPingsNobody() throws Exception {
        String hostile =
                "@all @here @ana `code` *bold* [link](http://evil.example) :x: http://evil.example\n# head\n> q\n";
        Message message = Message.of(Severity.CRITICAL, hostile, hostile.repeat(200_000 / hostile.length()))
                .withMention("channel");

        JsonNode post = rig.chat.post(rig.adapter.post("acme/ops", "incident-42", message));

        String head = post.path("message").asText();
        String text = post.path("props").path("attachments").path(0).path("text").asText();
        assertThat(head).startsWith("@channel **").hasSizeLessThan(1_000);
        assertThat(text).hasSizeLessThanOrEqualTo(Renderer.TEXT).endsWith("\u2026");
        assertThat(head.substring("@channel ".length()) + "\n" + text).doesNotContainPattern("@[A-Za-z]")
                .doesNotContainPattern("]\\(").doesNotContain("://", ":x:", "`", "*bold*")
                .doesNotContainPattern("(?m)^[#>]");
    }

    @ParameterizedTest
    @CsvSource({"Retry-After: 30, 30", "X-Ratelimit-Reset: 7, 7", "'', 5", "X-Ratelimit-Reset: 0, 1"})
    void theServersWaitIsObeyedAndNothingIsSentBefore(String header, int seconds) {
        rig.chat.failNext("POST posts", 429, header, "limit exceeded");

        RoomException limited = failure(() -> rig.adapter.post("OPS1", "l", DOWN));

        assertThat(limited.kind()).isEqualTo(Kind.LATER);
        assertThat(limited.retryAfter().orElseThrow()).hasSeconds(seconds);
        if (seconds > 1) {
            assertThat(failure(() -> rig.adapter.post("DEV1", "m", DOWN)).retryAfter().orElseThrow()).isPositive();
            assertThat(rig.chat.calls("POST posts")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "POST posts|400|{\"id\":\"model.post.is_valid.message_length.app_error\",\"message\":\"too long\"}|REFUSED",
        "POST posts|413|{\"id\":\"api.context.request_body_too_large.app_error\"}|REFUSED",
        "POST posts|403|{\"id\":\"api.context.permissions.app_error\"}|LATER",
        "POST posts|404|{\"id\":\"app.channel.get.existing.app_error\"}|LATER",
        "POST posts|500|{\"id\":\"api.post.deduplicate_create_post.pending\"}|LATER",
        "POST posts|503|no upstream|LATER",
        "POST posts|200|<html>a proxy's page</html>|LATER",
        "POST posts|302|{}|LATER",
        "PUT posts/post1/patch|404|{\"id\":\"app.post.get.app_error\"}|REFUSED",
        "PUT posts/post1/patch|400|{\"id\":\"api.post.update_post.permissions_time_limit.app_error\"}|REFUSED",
        "PUT posts/post1/patch|502|bad gateway|LATER"
    })
    void whatIsWrongWithTheMessageIsRefusedAndTheRestComesLater(String what, int status, String body, Kind kind)
            throws Exception {
        String reference = rig.adapter.post("OPS1", "k", DOWN);
        assertThat(reference).isEqualTo("OPS1:post1");
        rig.chat.failNext(what, status, "", body);

        RoomException failed = failure(() -> {
            if (what.startsWith("PUT")) {
                rig.adapter.edit("OPS1", reference, DOWN);
            } else {
                rig.adapter.post("OPS1", "l", DOWN);
            }
        });

        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.getMessage()).doesNotContain(FakeMattermost.TOKEN);
        assertThat(rig.chat.posts("OPS1")).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgainLater() throws Exception {
        String reference = rig.adapter.post("OPS1", "k", DOWN);
        rig.limit = Duration.ofMillis(300);
        rig.chat.fallSilent();

        assertThat(failure(() -> rig.adapter.post("OPS1", "l", DOWN)).kind()).isEqualTo(Kind.LATER);
        assertThat(failure(() -> rig.adapter.edit("OPS1", reference, DOWN)).kind()).isEqualTo(Kind.LATER);
        assertThat(failure(() -> rig.adapter.find("OPS1", "l")).kind()).isEqualTo(Kind.LATER);
    }

    @Test
    void onlySomeCanBeMentioned() {
        for (String right : List.of("here", "channel", "all", "ana", "@ana")) {
            rig.adapter.checkMention(right);
        }
        for (String wrong : List.of("", "@", "ana all", "<!here>", "ana\u0000")) {
            assertThatThrownBy(() -> rig.adapter.checkMention(wrong)).isInstanceOf(Refusal.class);
        }
    }

    private static RoomException failure(ThrowingCallable call) {
        RoomException failure = catchThrowableOfType(RoomException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    @Test
    void aNameThatBelongsToAnotherChannelByNowLeadsThere() throws Exception {
        rig.adapter.post("acme/ops", "before", Message.text("one"));
        rig.chat.remove("OPS1");
        rig.chat.channel("OPS2", "T1", "ops", "O");
        assertThatThrownBy(() -> rig.adapter.post("acme/ops", "lost", Message.text("two")))
                .hasMessageContaining("I may not post in acme/ops");

        rig.adapter.post("acme/ops", "after", Message.text("three"));

        assertThat(rig.chat.posts("OPS2")).hasSize(1);
        assertThat(rig.adapter.trouble()).isEmpty();
    }
}
