package io.tocsin.bundled.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChannelContract;
import io.tocsin.channel.Repeat;
import io.tocsin.spi.NotifierFactory;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class WebhookContractTest extends ChannelContract {

    @Override
    protected NotifierFactory factory(InstantSource clock) {
        return new WebhookFactory(clock);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of(
                "webhook.ops.url", base + "/hook?token=t0ken",
                "webhook.ops.secret", "s3cret",
                "webhook.ops.header", "X-Team: ops",
                "webhook.ops.edits", "true",
                "webhook.ops.find", "true");
    }

    @Override
    protected String address() {
        return "ops";
    }

    @Override
    protected List<String> headers() {
        return List.of("content-type", "x-team", "x-tocsin-signature-256");
    }

    @Override
    protected void signed(Call call) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("s3cret".getBytes(UTF_8), "HmacSHA256"));
            assertThat(call.header("x-tocsin-signature-256"))
                    .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(call.body().getBytes(UTF_8))));
        } catch (GeneralSecurityException unknown) {
            throw new AssertionError(unknown);
        }
    }

    @Override
    protected Answer success(Call call) {
        return Answer.json(200, "{\"reference\":\"r1\"}");
    }

    @Override
    protected boolean forPrograms() {
        return true;
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).singleElement().satisfies(call -> assertThat(call.json().path("text").asText())
                .as("a program gets all of it").hasSizeGreaterThan(180_000));
        return "whole";
    }

    @Override
    protected List<String> secrets() {
        return List.of("t0ken", "s3cret");
    }

    @Override
    protected String secretKey() {
        return "webhook.ops.url";
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.json(200, "{\"ok\":false,\"error\":\"full\"}"));
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Asked(Answer.json(200, "{\"reference\":\"r1\"}"), "r1");
    }
}
