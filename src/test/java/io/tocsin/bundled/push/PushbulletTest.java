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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PushbulletTest extends HookContract {

    @Override
    protected Hook hook() {
        return new Pushbullet();
    }

    @Override
    protected Map<String, String> room(String base) {
        return Map.of("token", SECRET, "api-url", base);
    }

    @Override
    protected List<String> headers() {
        return List.of("content-type", "access-token");
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200, "{\"active\":true,\"iden\":\"ujpah72o0sjAoRtnM0jc\",\"type\":\"note\"}");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400,
                "{\"error\":{\"type\":\"invalid_request\",\"message\":\"The param 'type' is missing.\"}}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"error\":{\"code\":\"invalid_access_token\","
                + "\"message\":\"Access token is missing or invalid.\"}}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        JsonNode body = calls.getFirst().json();
        assertThat(body.path("type").asText()).as("an address that is none").isEqualTo("note");
        assertThat(body.path("title").asText()).hasSizeLessThanOrEqualTo(200);
        assertThat(body.path("body").asText()).hasSizeBetween(2_900, 3_000);
        return "3,000 chars";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Known("guid", call -> call.json().path("guid").asText());
    }

    @ParameterizedTest
    @CsvSource({"device,device_iden", "channel,channel_tag"})
    void onlyOneDeviceOrAChannelIsTold(String setting, String field) throws Exception {
        assertThat(posted(setting, "abc").json().path(field).asText()).isEqualTo("abc");
    }
}
