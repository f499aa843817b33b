package io.tocsin.bundled.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChatContract;
import io.tocsin.channel.Repeat;
import io.tocsin.channel.Service;
import io.tocsin.spi.AdapterFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told in Rocket.Chat, as in every channel. */
final class RocketChatContractTest extends ChatContract {

    private static final int LONGEST = 5_000;
    /** The message's own link, which is meant to be one. */
    private static final String LINK = "](https://evil.example/\"%3Cb%3E%29]%28%7C%3E)";

    @Override
    protected AdapterFactory adapter(InstantSource clock) {
        return new RocketChatPlugin(clock).adapters().getFirst();
    }

    @Override
    protected Service service() {
        FakeRocketChat chat = new FakeRocketChat().room("OPS1", "ops", "c");
        return Service.before(chat.url(), Map.of(), chat);
    }

    @Override
    protected boolean tells(Call call) {
        return call.target().endsWith("/chat.sendMessage") || call.target().endsWith("/chat.update");
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("rocketchat.url", base, "rocketchat.user-id", FakeRocketChat.USER_ID, "rocketchat.token",
                FakeRocketChat.TOKEN);
    }

    @Override
    protected String address() {
        return "#ops";
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).hasSize(1);
        String text = calls.getFirst().json().path("message").path("msg").asText();
        assertThat(text.length()).isBetween(1_000, LONGEST);
        assertThat(text).containsOnlyOnce(LINK);
        assertThat(text.replace(LINK, "]")).doesNotContainPattern("@\\w").doesNotContainPattern("(?m)^[#>]")
                .doesNotContain("://", "](", "**", ":x:");
        assertThat(calls.getFirst().json().path("previewUrls").isEmpty()).isTrue();
        return text.length() + " of " + LONGEST;
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeRocketChat.TOKEN);
    }

    @Override
    protected String secretKey() {
        return "rocketchat.token";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Found();
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(429,
                "{\"success\":false,\"error\":\"Error, too many requests. Please slow down. You must wait 30 seconds "
                        + "before trying this endpoint again. [error-too-many-requests]\"}");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400, "{\"success\":false,\"error\":\"Message size exceeded [error-message-size-exceeded]\","
                + "\"errorType\":\"error-message-size-exceeded\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"status\":\"error\",\"message\":\"You must be logged in to do this.\"}");
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.json(200, "{\"success\":false,\"error\":\"[error-not-allowed]\"}"));
    }
}
