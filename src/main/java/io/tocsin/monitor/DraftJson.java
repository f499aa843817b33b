package io.tocsin.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.spi.Durations;
import java.io.UncheckedIOException;
import java.util.List;

/** A draft as it is kept in the database. */
final class DraftJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DraftJson() {}

    static String write(Draft draft) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("name", draft.name())
                .put("type", draft.type())
                .put("target", draft.target())
                .put("schedule", draft.schedule())
                .put("zone", draft.zone())
                .put("group", draft.group())
                .put("enabled", draft.enabled());
        node.set("settings", MAPPER.valueToTree(draft.settings()));
        node.set("conditions", MAPPER.valueToTree(draft.conditions()));
        node.set("tags", MAPPER.valueToTree(draft.tags()));
        node.set("rooms", MAPPER.valueToTree(draft.rooms()));
        node.set("parents", MAPPER.valueToTree(draft.parents()));
        draft.timeout().ifPresent(timeout -> node.put("timeout", timeout.toNanos() + "ns"));
        draft.retryInterval().ifPresent(retry -> node.put("retry", retry.toNanos() + "ns"));
        draft.reminder().ifPresent(reminder -> node.put("reminder", reminder.written(wait -> wait.toNanos() + "ns")));
        draft.failureThreshold().ifPresent(checks -> node.put("confirm", checks));
        draft.successThreshold().ifPresent(checks -> node.put("recover", checks));
        writeAlerts(draft.alerts(), node);
        return node.toString();
    }

    private static void writeAlerts(Alerts alerts, ObjectNode node) {
        if (!alerts.isEmpty()) {
            node.put("description", alerts.description());
            node.set("later", MAPPER.valueToTree(alerts.later().stream().map(Later::written).toList()));
            node.set("quiet", MAPPER.valueToTree(alerts.quiet()));
            node.put("escalation", alerts.escalation());
        }
    }

    private static Alerts readAlerts(JsonNode node) {
        if (!node.has("description")) {
            return Alerts.NONE;
        }
        return new Alerts(
                node.path("description").asText(), texts(node.path("later")).stream().map(Later::parse).toList(),
                texts(node.path("quiet")), node.path("escalation").asText(""));
    }

    static Draft read(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            Draft.Builder draft = Draft.named(node.path("name").asText(), node.path("target").asText())
                    .type(node.path("type").asText())
                    .schedule(node.path("schedule").asText())
                    .zone(node.path("zone").asText())
                    .group(node.path("group").asText())
                    .enabled(node.path("enabled").asBoolean(true))
                    .conditions(texts(node.path("conditions")))
                    .tags(texts(node.path("tags")))
                    .rooms(texts(node.path("rooms")));
            node.path("settings").properties()
                    .forEach(setting -> draft.setting(
                            setting.getKey(), texts(setting.getValue()).toArray(String[]::new)));
            if (node.has("parents")) {
                draft.parents(texts(node.path("parents")));
            }
            if (node.has("timeout")) {
                draft.timeout(Durations.parse(node.path("timeout").asText()));
            }
            if (node.has("retry")) {
                draft.retry(Durations.parse(node.path("retry").asText()));
            }
            if (node.has("reminder")) {
                draft.reminder(Reminder.parse(node.path("reminder").asText()));
            }
            if (node.has("confirm")) {
                draft.confirm(node.path("confirm").asInt());
            }
            if (node.has("recover")) {
                draft.recover(node.path("recover").asInt());
            }
            return draft.alerts(readAlerts(node)).build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
