package io.tocsin.bundled.pager;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChannelContract;
import io.tocsin.channel.Repeat;
import io.tocsin.spi.NotifierFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class OpsgenieContractTest extends ChannelContract {

    @Override
    protected NotifierFactory factory(InstantSource clock) {
        return new OpsgenieFactory(clock);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("opsgenie.ops.key", "G3N13", "opsgenie.ops.api-url", base);
    }

    @Override
    protected String address() {
        return "ops";
    }

    @Override
    protected List<String> headers() {
        return List.of("content-type", "authorization");
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(202, "{\"result\":\"Request will be processed\",\"took\":0.302,\"requestId\":\"43a29c5c\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(403, "{\"message\":\"You are not authorized\",\"took\":0.0,\"requestId\":\"7cbd49b2\"}");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(422,
                "{\"message\":\"Request body is not processable\",\"took\":0.0,\"requestId\":\"7cbd\"}");
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.json(200, "{\"success\":false,\"message\":\"no\"}"));
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.json().path("message").asText()).hasSizeLessThanOrEqualTo(130);
            assertThat(call.json().path("description").asText()).hasSizeLessThanOrEqualTo(15_000);
            assertThat(call.json().path("details").toString()).hasSizeLessThanOrEqualTo(8_000);
        });
        return "130/15000 chars";
    }

    @Override
    protected List<String> secrets() {
        return List.of("G3N13");
    }

    @Override
    protected String secretKey() {
        return "opsgenie.ops.key";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Known("alias", call -> call.json().path("alias").asText());
    }
}
