package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A message as a line for the bot.
 *
 * @param text without the bot's name in front, and without what it replies to
 * @param direct whether it can only be meant for the bot
 * @param thread the event that began the thread it is in
 */
record Heard(String text, boolean direct, Optional<String> thread) {

    /** @param pair whether nobody else is in the room */
    static Heard of(JsonNode content, Self self, boolean pair) {
        JsonNode relation = content.path("m.relates_to");
        boolean threaded = relation.path("rel_type").asText("").equals("m.thread");
        boolean reply =
                relation.has("m.in_reply_to") && !(threaded && relation.path("is_falling_back").asBoolean(false));
        String body = content.path("body").asText("");
        String line = (reply ? withoutQuote(body) : body).strip();
        boolean mentioned = mentions(content, self);
        Optional<String> called = mentioned ? self.calledIn(line) : Optional.empty();
        return new Heard(
                called.orElse(line), pair || called.isPresent() || reply && mentioned,
                threaded ? Optional.of(relation.path("event_id").asText()) : Optional.empty());
    }

    /** Clients say whom they mean, older ones only by the link they make. */
    private static boolean mentions(JsonNode content, Self self) {
        if (self.id().isEmpty()) {
            return false;
        }
        for (JsonNode user : content.path("m.mentions").path("user_ids")) {
            if (user.asText().equals(self.id())) {
                return true;
            }
        }
        String html = content.path("formatted_body").asText("");
        return html.contains("matrix.to/#/" + self.id() + "\"")
                || html.contains("matrix.to/#/" + Api.part(self.id()) + "\"");
    }

    /** Older clients put what is replied to in front, as quoted lines and an empty one. */
    private static String withoutQuote(String body) {
        String rest = body;
        while (rest.startsWith("> ") && rest.indexOf('\n') >= 0) {
            rest = rest.substring(rest.indexOf('\n') + 1);
        }
        return rest;
    }
}
