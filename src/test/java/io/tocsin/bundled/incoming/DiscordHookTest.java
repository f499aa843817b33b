package io.tocsin.bundled.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscordHookTest extends HookContract {

    @Override
    protected Hook hook() {
        return new DiscordHook();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("url", base + "/api/webhooks/1100/" + SECRET + "?thread_id=77");
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200, "{\"id\":\"1234567890123456789\",\"type\":0,\"channel_id\":\"5\"}");
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(429, "{\"message\":\"You are being rate limited.\",\"retry_after\":30.0,\"global\":false}")
                .with("Retry-After", "30");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400, "{\"message\":\"Invalid Form Body\",\"code\":50035}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"message\":\"Invalid Webhook Token\",\"code\":50027}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        JsonNode body = calls.getFirst().json();
        assertThat(body.path("allowed_mentions").toString()).isEqualTo("{\"parse\":[]}");
        assertThat(body.has("content")).isFalse();
        JsonNode embed = body.path("embeds").path(0);
        assertThat(embed.path("title").asText()).hasSizeBetween(200, 256).contains("\\*\\*bold\\*\\*");
        assertThat(embed.path("description").asText()).hasSizeBetween(4_000, 4_096)
                .contains("\\[x\\]\\(https\\://evil\\.example\\)", "\\<\\@&456\\>");
        return "4,096 chars";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "here; @here; {\"parse\":[\"everyone\"]}",
        "42; <@42>; {\"parse\":[],\"users\":[\"42\"]}",
        "&43; <@&43>; {\"parse\":[],\"roles\":[\"43\"]}"
    })
    void whomTheRoomMentionsIsPinged(String whom, String ping, String allowed) throws Exception {
        JsonNode body = pinging(whom).json();

        assertThat(body.path("content").asText()).isEqualTo(ping);
        assertThat(body.path("allowed_mentions").toString()).isEqualTo(allowed);
    }
}
