package io.tocsin.bundled.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import io.tocsin.channel.Repeat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GoogleChatTest extends HookContract {

    @Override
    protected Hook hook() {
        return new GoogleChat();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("url", base + "/v1/spaces/AAAA/messages?key=k&token=" + SECRET);
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200,
                "{\"name\":\"spaces/AAAA/messages/B.C\",\"thread\":{\"name\":\"spaces/AAAA/threads/B\"}}");
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(429, "{\"error\":{\"code\":429,\"message\":\"Resource has been exhausted\","
                + "\"status\":\"RESOURCE_EXHAUSTED\"}}").with("Retry-After", "30");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400, "{\"error\":{\"code\":400,\"message\":\"Message is too long.\"}}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(403, "{\"error\":{\"code\":403,\"message\":\"The caller does not have permission\"}}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        Call call = calls.getFirst();
        assertThat(call.bytes()).isLessThan(32_000);
        assertThat(call.json().path("text").asText()).doesNotContain("<", ">", "*", "`", "://");
        JsonNode card = call.json().path("cardsV2").path(0).path("card");
        String shown =
                card.path("sections").path(0).path("widgets").path(0).path("textParagraph").path("text").asText();
        assertThat(shown.replace("<br>", "")).hasSizeGreaterThan(3_000).doesNotContain("<", ">", "\"");
        return "32,000 bytes";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Known("requestId", call -> call.target().replaceAll(".*[?&]requestId=([^&]+).*", "$1"));
    }

    @Test
    void whomTheRoomMentionsIsPinged() throws Exception {
        assertThat(pinging("all").json().path("text").asText()).startsWith("<users/all> DOWN");
        assertThat(pinging("users/12").json().path("text").asText()).startsWith("<users/12> DOWN");
    }
}
