package io.tocsin.bundled.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MattermostHookTest extends HookContract {

    @Override
    protected Hook hook() {
        return new MattermostHook();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("url", base + "/hooks/" + SECRET);
    }

    @Override
    protected Answer success(Call call) {
        return Answer.text(200, "ok");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400,
                "{\"id\":\"web.incoming_webhook.parse.app_error\",\"message\":\"Unable to parse\",\"status_code\":400}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(400,
                "{\"id\":\"web.incoming_webhook.invalid.app_error\",\"message\":\"Invalid webhook.\",\"status_code\":400}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        JsonNode body = calls.getFirst().json();
        assertThat(body.has("text")).isFalse();
        assertThat(body.path("attachments").toString()).hasSizeLessThan(8_000);
        assertThat(calls.getFirst().texts()).allSatisfy(text -> assertThat(text).doesNotContain("@", "://"));
        assertThat(body.path("attachments").path(0).path("text").asText()).contains("\\*\\*bold\\*\\*");
        return "3,500 chars";
    }

    @Test
    void whomTheRoomMentionsIsPinged() throws Exception {
        assertThat(pinging("channel").json().path("text").asText()).isEqualTo("@channel");
    }
}
