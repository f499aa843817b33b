package io.tocsin.condition;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** An observation made up by a test. */
record FakeObservation(
        OptionalInt status,
        Optional<Duration> responseTime,
        String body,
        Optional<String> ip,
        boolean connected,
        Optional<Duration> certificateExpiration,
        Optional<Duration> domainExpiration,
        Optional<String> dnsRcode,
        Optional<JsonNode> context)
        implements Observation {

    static final FakeObservation NOTHING = new FakeObservation(
            OptionalInt.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static FakeObservation body(String body) {
        return new FakeObservation(
                OptionalInt.of(200),
                Optional.of(Duration.ofMillis(50)),
                body,
                Optional.of("10.0.0.1"),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    FakeObservation status(int number) {
        return new FakeObservation(
                OptionalInt.of(number), responseTime, body, ip, connected, certificateExpiration, domainExpiration,
                dnsRcode, context);
    }

    FakeObservation responseTime(long millis) {
        return new FakeObservation(
                status, Optional.of(Duration.ofMillis(millis)), body, ip, connected, certificateExpiration,
                domainExpiration, dnsRcode, context);
    }

    FakeObservation certificate(Duration left) {
        return new FakeObservation(
                status, responseTime, body, ip, connected, Optional.of(left), domainExpiration, dnsRcode, context);
    }

    @Override
    public Optional<JsonNode> json() {
        return Json.parse(body);
    }
}
