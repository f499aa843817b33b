package io.tocsin.bundled.incoming;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Severity;
import java.time.Instant;
import java.util.List;

/** Teams by a workflow that posts what it gets: an adaptive card, its texts in runs, which know no markup. */
final class Teams implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TITLE = 300;
    /** So that the card stays under 28 kB, whatever the letters and however many lines. */
    private static final int TEXT = 3_500;

    private static final int LINES = 40;
    private static final int LINKS = 5;

    @Override
    public String kind() {
        return "teams";
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        ObjectNode body = MAPPER.createObjectNode().put("type", "message");
        ObjectNode card = body.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        card.putObject("msteams").put("width", "Full");
        ArrayNode blocks = card.putArray("body");
        String title = Plain.line(message.title(), TITLE);
        if (!title.isEmpty()) {
            run(blocks, title).put("weight", "Bolder").put("size", "Medium").put("color", colour(message.severity()));
        }
        List<String> lines = Plain.body(message, TEXT).lines().filter(line -> !line.isBlank()).toList();
        lines.stream().limit(LINES).forEach(line -> run(blocks, line));
        if (lines.size() > LINES) {
            run(blocks, "…");
        }
        actions(card.putArray("actions"), message);
        return room.json(body);
    }

    private static void actions(ArrayNode actions, Message message) {
        message.links().stream().filter(link -> HookRoom.isWebAddress(link.url())).limit(LINKS)
                .forEach(link -> actions.addObject()
                        .put("type", "Action.OpenUrl")
                        .put("title", Plain.line(link.label(), TITLE / 4))
                        .put("url", Plain.line(link.url(), 2_000)));
    }

    private static ObjectNode run(ArrayNode blocks, String line) {
        return blocks.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", line);
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "Attention";
            case WARNING, HANDLED -> "Warning";
            case GOOD -> "Good";
            case SILENCED, INFO -> "Default";
        };
    }
}
