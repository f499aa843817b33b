package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What Telegram answered to a request.
 *
 * @param result what came of it
 * @param code 200, or what kind of failure it is
 * @param said why it failed, in Telegram's words
 * @param parameters what to do about it
 */
record Reply(JsonNode result, int code, String said, JsonNode parameters) {

    private static final int SUCCESS = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    static Reply of(int status, JsonNode body) {
        if (body.path("ok").asBoolean(false)) {
            return new Reply(body.path("result"), SUCCESS, "", MissingNode.getInstance());
        }
        return new Reply(
                MissingNode.getInstance(), body.path("error_code").asInt(status), body.path("description").asText(""),
                body.path("parameters"));
    }

    boolean ok() {
        return code == SUCCESS;
    }

    boolean tooMany() {
        return code == TOO_MANY;
    }

    /** Not at all, or by a server that is not well. */
    boolean unanswered() {
        return code >= 500 || code != SUCCESS && said.isEmpty() && parameters.isMissingNode();
    }

    Optional<Duration> retryAfter() {
        long seconds = parameters.path("retry_after").asLong(0);
        return seconds > 0 ? Optional.of(Duration.ofSeconds(Math.min(seconds, 1_000_000))) : Optional.empty();
    }

    /** The number that a group has since it became a supergroup. */
    Optional<String> movedTo() {
        String chat = parameters.path("migrate_to_chat_id").asText("");
        return chat.isEmpty() ? Optional.empty() : Optional.of(chat);
    }

    boolean says(String words) {
        return said.toLowerCase(Locale.ROOT).contains(words);
    }

    /** What is wrong with a room, to be mended by people; empty if it is something else. */
    Optional<String> roomTrouble(String room) {
        if (code == FORBIDDEN) {
            return Optional.of(forbidden(room));
        }
        if (code != BAD_REQUEST) {
            return Optional.empty();
        }
        if (says("chat not found")) {
            return Optional.of("there is no chat " + room + ", or I am not in it; correct the number, or add me there");
        }
        if (says("message thread not found") || says("topic_deleted")) {
            return Optional.of("there is no topic " + room);
        }
        if (says("topic_closed")) {
            return Optional.of("the topic " + room + " is closed");
        }
        if (says("rights") || says("write_forbidden") || says("administrator")) {
            return Optional.of("I may not write in " + room + "; make me an administrator there, or allow messages");
        }
        return Optional.empty();
    }

    private String forbidden(String room) {
        if (says("kicked")) {
            return "I was removed from " + room + "; add me there again";
        }
        if (says("blocked")) {
            return "the person of " + room + " has blocked me";
        }
        if (says("initiate")) {
            return "the person of " + room + " has not written to me yet, which Telegram wants first";
        }
        if (says("not a member")) {
            return "I am not in " + room + "; add me there, in a channel as an administrator";
        }
        return "I may not write in " + room;
    }
}
