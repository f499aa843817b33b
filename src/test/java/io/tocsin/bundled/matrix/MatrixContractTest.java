package io.tocsin.bundled.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** What is told in Matrix, as in every channel. */
final class MatrixContractTest extends ChatContract {

    private static final int LARGEST_EVENT = 65_536;
    private static final String SEND = "/send/m.room.message/";

    @Override
    protected AdapterFactory adapter(InstantSource clock) {
        return new MatrixPlugin().adapters().getFirst();
    }

    @Override
    protected Service service() {
        FakeMatrix chat = new FakeMatrix().room(MatrixRig.OPS, "#ops:example.org", true, 5);
        return Service.before(chat.url(), Map.of(), chat);
    }

    @Override
    protected boolean tells(Call call) {
        return call.target().contains(SEND);
    }

    /** The transaction of an edit is a new one each time. */
    @Override
    protected String stable(String shown) {
        return shown.replaceFirst(SEND + "[0-9a-f-]{36}\n", SEND + "TRANSACTION\n");
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("matrix.url", base, "matrix.token", FakeMatrix.TOKEN);
    }

    @Override
    protected String address() {
        return "#ops:example.org";
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).hasSize(1);
        JsonNode event = calls.getFirst().json();
        assertThat(calls.getFirst().bytes()).as("an edit holds it twice").isLessThan(LARGEST_EVENT / 2);
        assertThat(event.path("m.mentions").isObject()).isTrue();
        assertThat(event.path("m.mentions").isEmpty()).as("nobody").isTrue();
        String seen = event.path("formatted_body").asText()
                .replaceAll("</?(?:b|br|code)>|<a href=\"https?://[^\"<>]*\">|</a>", "");
        assertThat(seen.length()).isGreaterThan(1_000);
        assertThat(seen).doesNotContain("<", ">", "\"", "https://e").doesNotContainPattern("@\\w");
        return calls.getFirst().bytes() + " of " + LARGEST_EVENT;
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeMatrix.TOKEN);
    }

    @Override
    protected String secretKey() {
        return "matrix.token";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Known("transaction", Call::target);
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(429,
                "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too Many Requests\",\"retry_after_ms\":30000}")
                .with("Retry-After", "30");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(413, "{\"errcode\":\"M_TOO_LARGE\",\"error\":\"event too large\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"errcode\":\"M_UNKNOWN_TOKEN\",\"error\":\"Unrecognised access token\"}");
    }

    /** The page of a proxy that wants to know who is there. */
    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.text(200, "<html>Log in</html>"));
    }
}
