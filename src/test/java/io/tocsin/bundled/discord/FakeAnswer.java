package io.tocsin.bundled.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/** An answer of {@link FakeDiscord}: a status, and JSON or nothing. */
record FakeAnswer(int status, Optional<JsonNode> body, Map<String, String> headers) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static FakeAnswer of(JsonNode body) {
        return new FakeAnswer(200, Optional.of(body), Map.of());
    }

    static FakeAnswer nothing() {
        return new FakeAnswer(204, Optional.empty(), Map.of());
    }

    static FakeAnswer error(int status, int code, String message) {
        return new FakeAnswer(
                status, Optional.of(MAPPER.createObjectNode().put("code", code).put("message", message)),
                Map.of());
    }

    FakeAnswer with(Map<String, String> more) {
        return new FakeAnswer(status, body, more);
    }
}
