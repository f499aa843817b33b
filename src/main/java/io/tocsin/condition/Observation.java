package io.tocsin.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a condition looks at. One observation belongs to one thread: body and JSON may be made when first asked for. */
public interface Observation {

    static Observation of(Result result) {
        return new SeenResult(result);
    }

    OptionalInt status();

    Optional<Duration> responseTime();

    /** The parts of the response time; empty where nothing was measured. */
    default Optional<Phases> phases() {
        return Optional.empty();
    }

    /** The body as text, as it came; empty when there was none. */
    String body();

    /** The body as JSON; empty when it is none. */
    Optional<JsonNode> json();

    Optional<String> ip();

    boolean connected();

    Optional<Duration> certificateExpiration();

    Optional<Duration> domainExpiration();

    Optional<String> dnsRcode();

    /** Values that several checks share, for {@code [CONTEXT].path}. */
    default Optional<JsonNode> context() {
        return Optional.empty();
    }
}
