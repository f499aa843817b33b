package io.tocsin.bundled.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChatContract;
import io.tocsin.channel.Repeat;
import io.tocsin.channel.Service;
import io.tocsin.spi.AdapterFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told in Telegram, as in every channel. */
final class TelegramContractTest extends ChatContract {

    private static final int LONGEST = 4_096;
    private static final int DATA = 64;
    private static final int JOINER = 0x2060;

    @Override
    protected AdapterFactory adapter(InstantSource clock) {
        return new TelegramFactory(clock, Pace.USUAL);
    }

    @Override
    protected Service service() {
        return new Service(
                _ -> Answer.json(200, "{\"ok\":true,\"result\":{\"message_id\":31,\"chat\":{\"id\":-1001}}}"));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("telegram.token", FakeTelegram.TOKEN, "telegram.api-url", base);
    }

    @Override
    protected String address() {
        return "-1001/7";
    }

    @Override
    protected boolean forPrograms() {
        return true;
    }

    /** Markup is read as Telegram does; a joiner alone is invisible in it. */
    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).hasSize(1);
        JsonNode body = calls.getFirst().json();
        String seen = FakeHtml.seen(body.path("text").asText());
        assertThat(seen.length()).isBetween(1_000, LONGEST);
        assertThat(seen).doesNotContainPattern("@\\w").doesNotContain("https://e").doesNotContainPattern("(^|\\s)/\\w");
        assertThat(seen.codePoints()).allMatch(c -> c == '\n' || c == JOINER
                || Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE);
        assertThat(body.path("reply_markup").findValuesAsText("callback_data")).isNotEmpty()
                .allMatch(data -> data.getBytes(StandardCharsets.UTF_8).length <= DATA);
        return seen.length() + " of " + LONGEST;
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeTelegram.TOKEN);
    }

    @Override
    protected String secretKey() {
        return "telegram.token";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Nothing();
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 30\","
                        + "\"parameters\":{\"retry_after\":30}}");
    }

    @Override
    protected Answer refusal() {
        return failure(400, "Bad Request: can't parse entities");
    }

    @Override
    protected Answer wrongSecret() {
        return failure(401, "Unauthorized");
    }

    private static Answer failure(int code, String description) {
        return Answer.json(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}");
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional
                .of(Answer.json(200, "{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error\"}"));
    }
}
