package io.tocsin.bundled.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import io.tocsin.channel.Told;
import io.tocsin.spi.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NtfyTest extends HookContract {

    @Override
    protected Hook hook() {
        return new Ntfy();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("topic", "tocsin-" + SECRET, "token", "tk_" + SECRET, "server", base);
    }

    @Override
    protected String secretKey() {
        return "ntfy.ops.token";
    }

    @Override
    protected List<String> headers() {
        return List.of("content-type", "authorization");
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200, "{\"id\":\"hwQ2YpKdmg\",\"time\":1635528741,\"event\":\"message\"}");
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(429, "{\"code\":42901,\"http\":429,\"error\":\"limit reached: too many requests\"}")
                .with("Retry-After", "30");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400,
                "{\"code\":40024,\"http\":400,\"error\":\"invalid request: body must be message JSON\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(403, "{\"code\":40301,\"http\":403,\"error\":\"forbidden\"}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        JsonNode body = calls.getFirst().json();
        assertThat(body.path("message").asText().getBytes(StandardCharsets.UTF_8).length)
                .as("at 4,096 it would be a file")
                .isBetween(4_000, 4_095);
        assertThat(body.path("title").asText()).hasSizeLessThanOrEqualTo(200);
        assertThat(body.path("actions")).as("an address that is none").isEmpty();
        assertThat(body.has("click")).isFalse();
        assertThat(body.has("markdown")).isFalse();
        return "4,095 bytes";
    }

    @Test
    void whatJsonMakesLongerStaysWithinWhatTheServerReads() throws Exception {
        Message signs = Told.TRIGGER.withText("\"\\".repeat(3_000));

        Call call = posted(signs);

        assertThat(call.bytes()).isBetween(7_500, 8_192);
        assertThat(call.json().path("message").asText()).startsWith("\"\\").endsWith("…");
        assertThat(call.json().path("actions")).isNotEmpty();
    }

    @Test
    void anAddressThatIsTooLongIsNoButton() throws Exception {
        Message.Link link = new Message.Link("page", "https://example.com/" + "a".repeat(9_000));

        Call call = posted(Told.TRIGGER.withLinks(List.of(link)));

        assertThat(call.json().path("actions")).isEmpty();
        assertThat(call.json().path("click").asText()).isEqualTo("https://shop.example");
        assertThat(call.bytes()).isLessThan(8_192);
    }
}
