package io.tocsin.bundled.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Slack refuses in messages, as far as its documentation says so. */
final class FakeSlackRules {

    private FakeSlackRules() {}

    /** The error; empty if the message is right. */
    static Optional<String> broken(Map<String, String> form) {
        try {
            JsonNode blocks = FakeSlack.JSON.readTree(form.getOrDefault("blocks", "[]"));
            JsonNode attachments = FakeSlack.JSON.readTree(form.getOrDefault("attachments", "[]"));
            if (form.getOrDefault("text", "").isBlank() && blocks.isEmpty() && attachments.isEmpty()) {
                return Optional.of("no_text");
            }
            if (form.getOrDefault("text", "").length() > 40_000) {
                return Optional.of("msg_too_long");
            }
            for (JsonNode attachment : attachments) {
                if (!isRight(attachment.path("blocks"))) {
                    return Optional.of("invalid_attachments");
                }
            }
            return isRight(blocks) ? Optional.empty() : Optional.of("invalid_blocks");
        } catch (JsonProcessingException unreadable) {
            return Optional.of("invalid_blocks_format");
        }
    }

    private static boolean isRight(JsonNode blocks) {
        Set<String> ids = new HashSet<>();
        for (JsonNode block : blocks) {
            boolean right = switch (block.path("type").asText()) {
                case "section" -> (block.path("text").isMissingNode() || isText(block.path("text"), 3_000))
                        && block.path("fields").size() <= 10 && all(block.path("fields"), 2_000);
                case "actions" -> !block.path("elements").isEmpty() && block.path("elements").size() <= 25
                        && elements(block.path("elements"), ids);
                default -> false;
            };
            if (!right) {
                return false;
            }
        }
        return blocks.size() <= 50;
    }

    private static boolean elements(JsonNode elements, Set<String> ids) {
        for (JsonNode element : elements) {
            boolean right = ids.add(element.path("action_id").asText())
                    && switch (element.path("type").asText()) {
                        case "button" -> isText(element.path("text"), 75)
                                && element.path("value").asText().length() <= 2_000
                                && element.path("style").asText("primary").matches("primary|danger");
                        case "static_select" -> isText(element.path("placeholder"), 150)
                                && !element.path("options").isEmpty() && element.path("options").size() <= 100
                                && options(element.path("options"));
                        default -> false;
                    };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean options(JsonNode options) {
        for (JsonNode option : options) {
            if (!isText(option.path("text"), 75) || option.path("value").asText().length() > 150) {
                return false;
            }
        }
        return true;
    }

    private static boolean all(JsonNode texts, int most) {
        for (JsonNode text : texts) {
            if (!isText(text, most)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(JsonNode text, int most) {
        int length = text.path("text").asText("").length();
        return text.path("type").asText().matches("plain_text|mrkdwn") && length > 0 && length <= most;
    }
}
