package io.tocsin.bundled.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import io.tocsin.spi.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlackHookTest extends HookContract {

    @Override
    protected Hook hook() {
        return new SlackHook();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("url", base + "/services/T0/B0/" + SECRET);
    }

    @Override
    protected Answer success(Call call) {
        return Answer.text(200, "ok");
    }

    @Override
    protected Answer refusal() {
        return Answer.text(400, "invalid_payload");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.text(403, "invalid_token");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        JsonNode body = calls.getFirst().json();
        assertThat(body.path("text").asText()).hasSizeLessThan(4_000).doesNotContain("<", ">", "*", "`", "~", "://");
        JsonNode attachment = body.path("attachments").path(0);
        assertThat(attachment.path("fallback").asText()).isNotEmpty().doesNotContain("<", ">");
        JsonNode shown = attachment.path("blocks").path(0).path("text");
        assertThat(shown.path("type").asText()).as("a text that knows no markup").isEqualTo("plain_text");
        assertThat(shown.path("text").asText()).hasSizeBetween(2_900, 3_000);
        return "3,000 chars";
    }

    @ParameterizedTest
    @CsvSource({"here,<!here>", "channel,<!channel>", "U024BE7LH,<@U024BE7LH>", "S0614TZR7,<!subteam^S0614TZR7>"})
    void whomTheRoomMentionsIsPinged(String whom, String ping) throws Exception {
        assertThat(pinging(whom).json().path("text").asText())
                .isEqualTo(ping + " DOWN  shop  #42".replaceAll(" +", " "));
    }

    @Test
    void nobodyElseCanBePinged() {
        assertThatThrownBy(() -> hook().checkMention("<!channel> all")).isInstanceOf(Refusal.class);
    }

    @Test
    void whatSlackCallsTheFaultIsTold() throws Exception {
        assertThat(refused(Answer.text(404, "no_service")))
                .hasMessage("slackhook:ops answered 404: no_service; look whether slackhook.ops.url is right");
    }
}
