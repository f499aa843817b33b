package io.tocsin.bundled.slack;

import static io.tocsin.bundled.slack.FakeSlack.json;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Slack answers to a call. */
record FakeSlackAnswer(int status, String body, int retryAfter) {

    static FakeSlackAnswer ok(ObjectNode body) {
        return new FakeSlackAnswer(200, body.put("ok", true).toString(), 0);
    }

    static FakeSlackAnswer error(String error) {
        ObjectNode body = json().put("ok", false).put("error", error);
        if (error.equals("missing_scope")) {
            body.put("needed", "chat:write").put("provided", "commands");
        }
        return new FakeSlackAnswer(200, body.toString(), 0);
    }

    static FakeSlackAnswer status(int status, String body) {
        return new FakeSlackAnswer(status, body, 0);
    }

    static FakeSlackAnswer limited(int seconds) {
        return new FakeSlackAnswer(429, "{\"ok\":false,\"error\":\"ratelimited\"}", seconds);
    }
}
