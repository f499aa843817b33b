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

final class PagerDutyContractTest extends ChannelContract {

    @Override
    protected NotifierFactory factory(InstantSource clock) {
        return new PagerDutyFactory(clock);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("pagerduty.ops.key", "R0UT1NG", "pagerduty.ops.api-url", base + "/");
    }

    @Override
    protected String address() {
        return "ops";
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"key\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(
                400,
                "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"Invalid routing key\"]}");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(
                400,
                "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"'summary' is missing\"]}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.bytes()).isLessThan(512 * 1024);
            assertThat(call.json().at("/payload/summary").asText()).hasSizeLessThanOrEqualTo(1024);
            assertThat(call.json().path("links")).as("an address that is none").isEmpty();
        });
        return calls.getFirst().bytes() + " bytes";
    }

    @Override
    protected List<String> secrets() {
        return List.of("R0UT1NG");
    }

    @Override
    protected String secretKey() {
        return "pagerduty.ops.key";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Known("dedup_key", call -> call.json().path("dedup_key").asText());
    }
}
