package io.tocsin.bundled.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChannelContract;
import io.tocsin.channel.Repeat;
import io.tocsin.spi.NotifierFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;

final class TwilioContractTest extends ChannelContract {

    @Override
    protected NotifierFactory factory(InstantSource clock) {
        return new TwilioFactory(clock);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of(
                "twilio.sid", "AC0123456789abcdef",
                "twilio.token", "t0ken",
                "twilio.from", "+15005550006",
                "twilio.api-url", base);
    }

    @Override
    protected String address() {
        return "+436601234567";
    }

    @Override
    protected void signed(Call call) {
        byte[] expected = "AC0123456789abcdef:t0ken".getBytes(StandardCharsets.UTF_8);
        assertThat(call.header("authorization")).isEqualTo("Basic " + Base64.getEncoder().encodeToString(expected));
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(201, "{\"sid\":\"SM01\",\"status\":\"queued\",\"error_code\":null}");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400,
                "{\"code\":21211,\"message\":\"The 'To' number is not a valid phone number\",\"status\":400}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).singleElement()
                .satisfies(call -> assertThat(call.form().get("Body")).hasSizeLessThanOrEqualTo(2 * 67));
        return "2 segments";
    }

    @Override
    protected List<String> secrets() {
        return List.of("t0ken");
    }

    @Override
    protected String secretKey() {
        return "twilio.token";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Nothing();
    }
}
