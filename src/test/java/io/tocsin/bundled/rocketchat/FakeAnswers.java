package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import mockwebserver3.MockResponse;

/** The forms of what Rocket.Chat reads and answers. */
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

    static MockResponse loggedIn(String token) {
        return response(200, "{\"status\":\"success\",\"data\":{\"userId\":\"" + FakeRocketChat.USER_ID
                + "\",\"authToken\":\"" + token + "\",\"me\":{}}}");
    }

    /** Somebody, or a program if the name says so. */
    static MockResponse user(String id) {
        ObjectNode answer = FakeRocketChat.JSON.createObjectNode();
        ObjectNode user = answer.putObject("user").put("_id", id).put("username", id);
        user.putArray("roles").add(id.startsWith("robot") ? "bot" : "user");
        return done(answer);
    }

    static JsonNode json(String text) {
        try {
            return FakeRocketChat.JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(text, unreadable);
        }
    }
}
