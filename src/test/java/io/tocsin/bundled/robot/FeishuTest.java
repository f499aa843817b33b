package io.tocsin.bundled.robot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FeishuTest extends HookContract {

    @Override
    protected Hook hook() {
        return new Feishu();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("key", base + "/open-apis/bot/v2/hook/" + SECRET, "secret", "sign-" + SECRET);
    }

    /** {@code printf '' | openssl dgst -sha256 -hmac $'1795341600\nsign-s3cret' -binary | base64}. */
    @Override
    protected void signed(Call call) {
        assertThat(call.json().path("timestamp").asText()).isEqualTo("1795341600");
        assertThat(call.json().path("sign").asText()).isEqualTo("C7vb38hxa1R0VZwAb6qOBlPEJ/jZyRUk0Ru2JIl6PlE=");
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200,
                "{\"code\":0,\"data\":{},\"msg\":\"success\",\"StatusCode\":0,\"StatusMessage\":\"success\"}");
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(200, "{\"code\":11232,\"msg\":\"frequency limited\"}");
    }

    @Override
    protected Optional<Duration> pause() {
        return Optional.empty();
    }

    @Override
    protected Answer refusal() {
        return Answer.json(200, "{\"code\":19002,\"msg\":\"params error, msg_type need\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(200, "{\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour\"}");
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.json(200, "{\"code\":19002,\"msg\":\"params error\"}"));
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls.getFirst().bytes()).isLessThan(20_000);
        JsonNode card = calls.getFirst().json().path("card");
        assertThat(card.path("header").path("title").path("tag").asText()).isEqualTo("plain_text");
        assertThat(card.path("elements")).singleElement()
                .satisfies(element -> assertThat(element.path("text").path("tag").asText()).as("knows no markup")
                        .isEqualTo("plain_text"));
        return "8,000 bytes";
    }

    @Test
    void whomTheRoomMentionsIsPinged() throws Exception {
        assertThat(pinging("all").json().path("card").path("elements").path(0).path("text").toString())
                .isEqualTo("{\"tag\":\"lark_md\",\"content\":\"<at id=all></at>\"}");
    }

    @Test
    void moreThanAHundredAMinuteAreKeptBack() throws Exception {
        assertThat(refusedAfter(100).retryAfter()).hasValue(Duration.ofMinutes(1));
    }
}
