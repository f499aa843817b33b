package io.tocsin.bundled.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import io.tocsin.channel.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TeamsTest extends HookContract {

    @Override
    protected Hook hook() {
        return new Teams();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("url", base + "/workflows/abc/triggers/manual/paths/invoke?api-version=1&sig=" + SECRET);
    }

    @Override
    protected Answer success(Call call) {
        return Answer.text(202, "");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400, "{\"error\":{\"code\":\"InvalidRequestContent\",\"message\":\"not valid JSON\"}}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401,
                "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\",\"message\":\"no signature\"}}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        Call call = calls.getFirst();
        assertThat(call.bytes()).isLessThan(28_000);
        JsonNode content = call.json().path("attachments").path(0).path("content");
        assertThat(content.path("body")).isNotEmpty().allSatisfy(
                block -> assertThat(block.path("type").asText()).as("knows no markup").isEqualTo("RichTextBlock"));
        assertThat(content.path("msteams").has("entities")).as("mentions").isFalse();
        assertThat(content.path("actions")).as("an address that is none").isEmpty();
        return "28 kB";
    }

    @Test
    void whatIsLeftOutIsSeenToBe() throws Exception {
        JsonNode blocks = posted(Told.TRIGGER.withText("one\n\n".repeat(60))).json()
                .path("attachments").path(0).path("content").path("body");

        assertThat(blocks).as("a title, forty lines and that there is more").hasSize(42);
        assertThat(blocks.path(41).path("inlines").path(0).path("text").asText()).isEqualTo("…");
    }
}
