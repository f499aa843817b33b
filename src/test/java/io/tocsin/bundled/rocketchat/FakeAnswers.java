package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mockwebserver3.MockResponse;

/** The forms of Rocket.Chat's answers. */
final class FakeAnswers {

    private FakeAnswers() {}

    static MockResponse done(JsonNode answer) {
        return response(200, ((ObjectNode) answer).put("success", true).toString());
    }

    static MockResponse failed(String error, String type) {
        return response(400, "{\"success\":false,\"error\":\"" + error + "\",\"errorType\":\"" + type + "\"}");
    }

    static MockResponse response(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "application/json").body(body).build();
    }
}
