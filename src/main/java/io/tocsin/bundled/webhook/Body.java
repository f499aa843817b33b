package io.tocsin.bundled.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.spi.Message;
import java.util.Locale;

/** A message as JSON. */
final class Body {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Body() {}

    /**
     * @param key empty where there is none
     * @param reference empty where there is none
     */
    static String of(String action, String key, String reference, Message message) {
        ObjectNode body = MAPPER.createObjectNode().put("action", action);
        if (!key.isEmpty()) {
            body.put("key", key);
        }
        if (!reference.isEmpty()) {
            body.put("reference", reference);
        }
        body.put("severity", message.severity().name().toLowerCase(Locale.ROOT));
        body.put("title", message.title());
        body.put("text", message.plain());
        conditions(body.putArray("conditions"), message);
        ArrayNode actions = body.putArray("actions");
        message.lines().forEach(actions::add);
        incidents(body.putArray("incidents"), message);
        return body.toString();
    }

    private static void conditions(ArrayNode conditions, Message message) {
        for (Message.ConditionLine line : message.conditions()) {
            conditions.addObject()
                    .put("passed", line.passed())
                    .put("warning", line.warning())
                    .put("text", line.text());
        }
    }

    private static void incidents(ArrayNode incidents, Message message) {
        for (Message.Subject subject : message.subjects()) {
            ObjectNode incident = incidents.addObject();
            if (subject.incident() > 0) {
                incident.put("number", subject.incident());
            }
            incident.put("monitor", subject.monitor()).put("state", subject.state()).put("url", subject.url());
        }
    }
}
