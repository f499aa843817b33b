package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message of the bot as people see it now.
 *
 * @param edits how often it was changed
 */
public record Posted(String id, JsonNode content, int edits) {

    public String body() {
        return content.path("body").asText();
    }

    public String html() {
        return content.path("formatted_body").asText();
    }

    public String thread() {
        JsonNode relation = content.path("m.relates_to");
        return relation.path("rel_type").asText().equals("m.thread") ? relation.path("event_id").asText() : "";
    }
}
