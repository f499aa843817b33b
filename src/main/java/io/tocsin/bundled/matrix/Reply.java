package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the server answered.
 *
 * @param body a missing node where it was no JSON
 * @param retryAfter how long it asks to wait
 */
record Reply(int status, JsonNode body, Optional<Duration> retryAfter) {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SAID = 200;
    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);
    private static final Set<String> TOKEN = Set.of("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN");

    static Reply of(Http.Answer answer) {
        JsonNode body = json(answer.body());
        return new Reply(answer.status(), body, retryAfter(answer, body));
    }

    private static Optional<Duration> retryAfter(Http.Answer answer, JsonNode body) {
        if (answer.status() != TOO_MANY) {
            return Optional.empty();
        }
        long millis = body.path("retry_after_ms").asLong(0);
        String seconds = answer.headers().getOrDefault("retry-after", "");
        if (millis > 0) {
            return Optional.of(Duration.ofMillis(Math.min(millis, 1_000_000_000)));
        }
        return Optional.of(seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : SOME_SECONDS);
    }

    private static JsonNode json(String text) {
        try {
            return Api.JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    boolean ok() {
        return status / 100 == 2 && body.isObject();
    }

    /** Whether a token is not known, or not any more. */
    boolean tokenUnknown() {
        return TOKEN.contains(code()) || status == UNAUTHORIZED && code().isEmpty();
    }

    boolean forbidden() {
        return status == FORBIDDEN;
    }

    boolean notFound() {
        return status == NOT_FOUND && !code().equals("M_UNRECOGNIZED");
    }

    /** Such as {@code M_FORBIDDEN}; empty if the answer does not come from a homeserver. */
    String code() {
        return body.path("errcode").asText("");
    }

    /** In one line. */
    String said() {
        return Plain.line((status + " " + code() + " " + body.path("error").asText("")).strip(), SAID);
    }

    RoomException failure(String what) {
        if (retryAfter.isPresent()) {
            return new RoomException(
                    Kind.LATER,
                    "Matrix takes no more for the next " + (retryAfter.get().toMillis() + 999) / 1000 + " s",
                    retryAfter);
        }
        if (status / 100 == 2) {
            return new RoomException(Kind.LATER, "what matrix.url answers to " + what + " is not what Matrix says");
        }
        Kind kind = status / 100 == 4 ? Kind.REFUSED : Kind.LATER;
        return new RoomException(kind, "Matrix answered " + said() + " to " + what);
    }
}
