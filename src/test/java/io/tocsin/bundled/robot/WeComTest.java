package io.tocsin.bundled.robot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookContract;
import io.tocsin.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WeComTest extends HookContract {

    @Override
    protected Hook hook() {
        return new WeCom();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("key", base + "/cgi-bin/webhook/send?key=" + SECRET);
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
    }

    @Override
    protected Optional<Duration> pause() {
        return Optional.empty();
    }

    @Override
    protected Answer refusal() {
        return Answer.json(200, "{\"errcode\":40058,\"errmsg\":\"markdown.content exceed max length 4096\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}");
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.json(200, "{\"errcode\":-1,\"errmsg\":\"system busy\"}"));
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        String content = calls.getFirst().json().path("markdown").path("content").asText();
        assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(4_000, 4_096);
        assertThat(content.replace("<font color=\"warning\">**", "").replace("**</font>", ""))
                .doesNotContain("<", "*", "`", "@", "[", "://");
        return "4,096 bytes";
    }

    @Test
    void whomTheRoomMentionsIsPinged() throws Exception {
        assertThat(pinging("zhangsan").json().path("markdown").path("content").asText()).startsWith("<@zhangsan>\n");
    }

    @Test
    void aPageInsteadOfAnAnswerIsNoSuccess() {
        assertThat(refused(Answer.text(200, "<html>log in</html>")).kind().name()).isEqualTo("LATER");
    }

    @Test
    void moreThanTwentyAMinuteAreKeptBack() throws Exception {
        assertThat(refusedAfter(20).retryAfter()).hasValue(Duration.ofMinutes(1));
    }

    @Test
    void aBareKeyIsEnough() {
        assertThat(hook().address(new Settings(Map.of("key", List.of("abc"))), Settings.none()))
                .isEqualTo("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc");
    }
}
