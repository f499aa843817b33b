package io.tocsin.bundled.robot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DingTalkTest extends HookContract {

    @Override
    protected Hook hook() {
        return new DingTalk();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("key", base + "/robot/send?access_token=" + SECRET, "secret", "SEC" + SECRET);
    }

    /** {@code printf '1795341600000\nSECs3cret' | openssl dgst -sha256 -hmac SECs3cret -binary | base64}. */
    @Override
    protected void signed(Call call) {
        assertThat(call.target())
                .endsWith("&timestamp=1795341600000&sign=eqySDuE7nJtJCnzPXstInlq9qzmendvz45ZQD2sI6ks%3D");
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(200, "{\"errcode\":130101,\"errmsg\":\"send too fast, exceed 20 times per minute\"}");
    }

    @Override
    protected Optional<Duration> pause() {
        return Optional.empty();
    }

    @Override
    protected Answer refusal() {
        return Answer.json(200, "{\"errcode\":400105,\"errmsg\":\"unsupported msgtype\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.json(200, "{\"errcode\":-1,\"errmsg\":\"system busy\"}"));
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        JsonNode body = calls.getFirst().json();
        assertThat(calls.getFirst().bytes()).isLessThan(20_000);
        assertThat(body.path("at").toString()).isEqualTo("{\"isAtAll\":false}");
        String text = body.path("markdown").path("text").asText();
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(7_900, 8_000);
        assertThat(text.replaceFirst("^### ", "")).doesNotContain("@", "*", "`", "#", "[", "<", "://");
        return "8,000 bytes";
    }

    @Test
    void whomTheRoomMentionsIsPinged() throws Exception {
        JsonNode one = pinging("13800138000").json();
        assertThat(one.path("at").toString()).isEqualTo("{\"isAtAll\":false,\"atMobiles\":[\"13800138000\"]}");
        assertThat(one.path("markdown").path("text").asText()).contains("@13800138000");
        assertThat(pinging("all").json().path("at").toString()).isEqualTo("{\"isAtAll\":true}");
    }

    @ParameterizedTest
    @CsvSource({"300005, token is not exist", "400013, group is dissolved", "400106, no such robot"})
    void whatPeopleCanMendIsTriedAgain(int code, String said) {
        RoomException failure = refused(Answer.json(200, "{\"errcode\":" + code + ",\"errmsg\":\"" + said + "\"}"));

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessageContaining(said).hasMessageContaining("dingtalk.ops.key");
    }

    @Test
    void moreThanTwentyAMinuteAreKeptBack() throws Exception {
        assertThat(refusedAfter(20).retryAfter()).hasValue(Duration.ofMinutes(1));
    }
}
