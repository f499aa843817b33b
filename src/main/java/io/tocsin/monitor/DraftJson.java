package io.tocsin.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.spi.Durations;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A draft as it is kept in the database. */
final class DraftJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, List<String>>> SETTINGS = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

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
        List<String> later = MAPPER.convertValue(node.path("later"), TEXTS);
        return new Alerts(
                node.path("description").asText(), later.stream().map(Later::parse).toList(),
                MAPPER.convertValue(node.path("quiet"), TEXTS), node.path("escalation").asText(""));
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
                    .conditions(MAPPER.convertValue(node.path("conditions"), TEXTS))
                    .tags(MAPPER.convertValue(node.path("tags"), TEXTS))
                    .rooms(MAPPER.convertValue(node.path("rooms"), TEXTS));
            MAPPER.convertValue(node.path("settings"), SETTINGS)
                    .forEach((name, values) -> draft.setting(name, values.toArray(String[]::new)));
            if (node.has("parents")) {
                draft.parents(MAPPER.convertValue(node.path("parents"), TEXTS));
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
}
