package io.tocsin.bundled.slack;

import static io.tocsin.bundled.slack.FakeSlack.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.slack.FakeSlack.Posted;
import java.util.List;

/** People who talk, command and click: what Socket Mode tells of them. */
final class FakeSlackPeople {

    private final String base;
    private final FakeSlackSocket socket;
    private final FakeSlackIds ids;

    FakeSlackPeople(String base, FakeSlackSocket socket, FakeSlackIds ids) {
        this.base = base;
        this.socket = socket;
        this.ids = ids;
    }

    String sayInThread(String channel, String user, String text, String thread) {
        String ts = ids.ts();
        ObjectNode event = json().put("type", "message").put("channel", channel).put("user", user)
                .put("text", text).put("ts", ts).put("event_ts", ts).put("client_msg_id", ts)
                .put("channel_type", channel.startsWith("D") ? "im" : "channel");
        if (!thread.isEmpty()) {
            event.put("thread_ts", thread);
        }
        event(event);
        if (text.contains("<@" + FakeSlack.BOT_USER)) {
            event(event.deepCopy().put("type", "app_mention").without(List.of("channel_type")));
        }
        return ts;
    }

    /** Any event. Answers the id of its envelope. */
    String event(JsonNode event) {
        return socket.send("events_api", callback(event));
    }

    /** The body that wraps an event, over the socket and over HTTP alike. */
    static ObjectNode callback(JsonNode event) {
        ObjectNode payload = json().put("token", "t").put("team_id", "T0").put("api_app_id", "A0")
                .put("type", "event_callback").put("event_id", "Ev" + System.nanoTime()).put("event_time", 1);
        payload.set("event", event);
        return payload;
    }

    /** Somebody types a slash command. Answers what {@link FakeSlack#responses} knows it by. */
    String command(String channel, String user, String text) {
        String id = ids.interaction();
        socket.send("slash_commands", json().put("command", "/tocsin").put("text", text)
                .put("channel_id", channel).put("channel_name", "x").put("user_id", user).put("user_name", "handle")
                .put("team_id", "T0").put("trigger_id", id).put("api_app_id", "A0")
                .put("response_url", base + "/respond/" + id));
        return id;
    }

    /** Somebody clicks the button, or chooses the option, that is labelled so. */
    String click(Posted message, String user, String label) {
        String value = message.buttons().get(label);
        if (value == null) {
            throw new IllegalArgumentException("no button " + label + " in " + message.all());
        }
        boolean option = message.all().contains("\"options\"") && !isButton(message, label);
        return act(message, user, value, option);
    }

    private static boolean isButton(Posted message, String label) {
        return List.of(message.blocks(), message.attachments()).stream()
                .flatMap(where -> where.findParents("action_id").stream())
                .anyMatch(element -> element.path("text").path("text").asText("").equals(label));
    }

    /** Somebody clicks and a value arrives, whatever it is. */
    String act(Posted message, String user, String value, boolean option) {
        String id = ids.interaction();
        ObjectNode action = json().put("action_id", "say-0").put("block_id", "b")
                .put("action_ts", ids.ts());
        if (option) {
            action.put("type", "static_select").putObject("selected_option").put("value", value).putObject("text")
                    .put("type", "plain_text").put("text", "x");
        } else {
            action.put("type", "button").put("value", value);
        }
        ObjectNode payload = json().put("type", "block_actions").put("trigger_id", id)
                .put("api_app_id", "A0").put("response_url", base + "/respond/" + id);
        payload.putObject("user").put("id", user).put("username", "handle").put("name", "handle");
        payload.putObject("channel").put("id", message.channel()).put("name", "x");
        ObjectNode container = payload.putObject("container").put("type", "message_attachment")
                .put("message_ts", message.ts()).put("channel_id", message.channel()).put("is_ephemeral", false);
        if (!message.thread().isEmpty()) {
            container.put("thread_ts", message.thread());
        }
        payload.putArray("actions").add(action);
        socket.send("interactive", payload);
        return id;
    }
}
