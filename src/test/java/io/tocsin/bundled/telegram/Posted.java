package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message of the bot as it is now.
 *
 * @param html as it was sent
 * @param seen what people see
 * @param edits how often it was changed
 */
public record Posted(
        long id, long topic, long replyTo, String html, String seen, JsonNode markup, boolean silent, int edits) {

    /** What the buttons say, by what stands on them. */
    public Map<String, String> buttons() {
        Map<String, String> buttons = new LinkedHashMap<>();
        for (JsonNode row : markup.path("inline_keyboard")) {
            for (JsonNode button : row) {
                buttons.put(button.path("text").asText(), button.path("callback_data").asText());
            }
        }
        return buttons;
    }
}
