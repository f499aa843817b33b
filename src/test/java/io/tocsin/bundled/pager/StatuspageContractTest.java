package io.tocsin.bundled.pager;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChannelContract;
import io.tocsin.channel.Repeat;
import io.tocsin.channel.Told;
import io.tocsin.spi.Message;
import io.tocsin.spi.NotifierFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class StatuspageContractTest extends ChannelContract {

    @Override
    protected NotifierFactory factory(InstantSource clock) {
        return new StatuspageFactory(clock);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of(
                "statuspage.public.key", "0AUTH",
                "statuspage.public.page", "kctbh9vrtdwd",
                "statuspage.public.component.1", "shop=8kbf7d35c070",
                "statuspage.public.component.2", "shop-db=vtnh60py4yd7",
                "statuspage.public.api-url", base);
    }

    @Override
    protected String address() {
        return "public";
    }

    @Override
    protected List<String> headers() {
        return List.of("content-type", "authorization");
    }

    /** It shows something else than any message asks for. */
    @Override
    protected Answer success(Call call) {
        return Answer.json(200, "{\"id\":\"8kbf7d35c070\",\"name\":\"Shop\",\"status\":\"partial_outage\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"error\":\"Could not authenticate\"}");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(422, "{\"error\":\"cannot be read\"}");
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.empty();
    }

    /** No text of a message is shown there, so what is hostile must be about a monitor that is. */
    @Override
    protected Message hostile() {
        return Told.hostile().withSubjects(Told.TRIGGER.subjects());
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).hasSize(2).allSatisfy(call -> assertThat(call.bytes()).isLessThan(100));
        return "no texts";
    }

    @Override
    protected List<String> secrets() {
        return List.of("0AUTH");
    }

    @Override
    protected String secretKey() {
        return "statuspage.public.key";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Merged("component", Call::target);
    }
}
