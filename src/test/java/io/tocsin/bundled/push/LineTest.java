package io.tocsin.bundled.push;

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

final class LineTest extends HookContract {

    @Override
    protected Hook hook() {
        return new Line();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("to", "C0123456789abcdef", "token", SECRET, "api-url", base);
    }

    @Override
    protected String secretKey() {
        return "line.ops.token";
    }

    @Override
    protected List<String> headers() {
        return List.of("content-type", "authorization", "x-line-retry-key");
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200, "{\"sentMessages\":[{\"id\":\"461230966842064897\"}]}");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400, "{\"message\":\"The property, 'to', in the request body is invalid\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"message\":\"Authentication failed due to the following reason: invalid token\"}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        JsonNode message = calls.getFirst().json().path("messages").path(0);
        assertThat(message.path("type").asText()).as("knows no mentions").isEqualTo("text");
        assertThat(message.path("text").asText()).hasSizeBetween(4_900, 5_000);
        return "5,000 chars";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Known("X-Line-Retry-Key", call -> call.header("x-line-retry-key"));
    }

    @Test
    void whatWasTakenBeforeIsThere() throws Exception {
        Answer before = Answer.json(409, "{\"message\":\"The retry key is already accepted\",\"sentMessages\":[]}")
                .with("x-line-accepted-request-id", "r-1");

        assertThat(taken(before).header("x-line-retry-key"))
                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}
