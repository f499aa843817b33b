package io.tocsin.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A result as conditions see it: the body is decoded and parsed at most once, and only if a condition looks into it. */
final class SeenResult implements Observation {

    private final Result result;
    private @Nullable String body;
    private Optional<JsonNode> json = Optional.empty();
    private boolean parsed;

    SeenResult(Result result) {
        this.result = result;
    }

    @Override
    public OptionalInt status() {
        return result.status();
    }

    @Override
    public Optional<Duration> responseTime() {
        return phases().map(Phases::totalTime);
    }

    @Override
    public Optional<Phases> phases() {
        Phases phases = result.phases();
        return phases.equals(Phases.NONE) ? Optional.empty() : Optional.of(phases);
    }

    @Override
    public String body() {
        if (body == null) {
            body = new String(result.body(), StandardCharsets.UTF_8);
        }
        return body;
    }

    @Override
    public Optional<JsonNode> json() {
        if (!parsed) {
            parsed = true;
            json = Json.parse(result.body());
        }
        return json;
    }

    @Override
    public Optional<String> ip() {
        return result.ip();
    }

    @Override
    public boolean connected() {
        return result.connected();
    }

    @Override
    public Optional<Duration> certificateExpiration() {
        return result.certificateLeft();
    }

    @Override
    public Optional<Duration> domainExpiration() {
        return result.domainLeft();
    }

    @Override
    public Optional<String> dnsRcode() {
        return result.dnsRcode();
    }
}
