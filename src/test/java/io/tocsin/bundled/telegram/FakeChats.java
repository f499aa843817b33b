package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chats of the fake: what is in them, who may write there, and what Telegram refuses. Guarded by the fake. */
final class FakeChats {

    private static final int LONGEST = 4_096;
    private static final int DATA = 64;

    private final Map<Long, Chat> chats = new LinkedHashMap<>();
    private long number = 1_000;

    private static final class Chat {

        private final long id;
        private final String type;
        private final String name;
        private final List<Posted> messages = new ArrayList<>();
        private ObjectNode denied;

        Chat(long id, String type, String name) {
            this.id = id;
            this.type = type;
            this.name = name;
        }

        ObjectNode json() {
            ObjectNode json = FakeTelegram.JSON.createObjectNode().put("id", id).put("type", type);
            return name.isEmpty() ? json : json.put("username", name);
        }
    }

    void add(long id, String type, String name) {
        chats.put(id, new Chat(id, type, name));
    }

    void deny(long id, int code, String description) {
        chats.get(id).denied = description.isEmpty() ? null : error(code, description);
    }

    void upgrade(long from, long to) {
        add(to, "supergroup", "");
        ObjectNode moved = error(400, "Bad Request: group chat was upgraded to a supergroup chat");
        moved.putObject("parameters").put("migrate_to_chat_id", to);
        chats.get(from).denied = moved;
    }

    long number() {
        return ++number;
    }

    List<Posted> messages(long id) {
        return List.copyOf(chats.get(id).messages);
    }

    ObjectNode json(long id) {
        return chats.get(id).json();
    }

    ObjectNode json(long id, Posted posted) {
        ObjectNode message = FakeTelegram.JSON.createObjectNode().put("message_id", posted.id()).put("date", 1);
        message.set("chat", json(id));
        if (posted.topic() != 0) {
            message.put("message_thread_id", posted.topic()).put("is_topic_message", true);
        }
        return message;
    }

    static ObjectNode error(int code, String description) {
        return FakeTelegram.JSON.createObjectNode().put("ok", false).put("error_code", code)
                .put("description", description);
    }

    private Chat find(JsonNode body) {
        String wanted = body.path("chat_id").asText();
        return chats.values().stream()
                .filter(chat -> wanted.equals(Long.toString(chat.id))
                        || !chat.name.isEmpty() && wanted.equalsIgnoreCase("@" + chat.name))
                .findFirst()
                .orElse(null);
    }

    private static ObjectNode wrong(Chat chat, JsonNode body) {
        if (chat == null) {
            return error(400, "Bad Request: chat not found");
        }
        if (chat.denied != null) {
            return chat.denied;
        }
        if (body.path("text").asText().isBlank()) {
            return error(400, "Bad Request: message text is empty");
        }
        if (!body.path("parse_mode").asText().equals("HTML")) {
            return error(400, "Bad Request: the test wants HTML");
        }
        try {
            if (FakeHtml.seen(body.path("text").asText()).length() > LONGEST) {
                return error(400, "Bad Request: message is too long");
            }
        } catch (IllegalArgumentException unreadable) {
            return error(400, unreadable.getMessage());
        }
        for (JsonNode data : body.path("reply_markup").findValues("callback_data")) {
            if (data.asText().isEmpty() || data.asText().getBytes(StandardCharsets.UTF_8).length > DATA) {
                return error(400, "Bad Request: BUTTON_DATA_INVALID");
            }
        }
        return null;
    }

    ObjectNode send(JsonNode body) {
        Chat chat = find(body);
        ObjectNode wrong = wrong(chat, body);
        if (wrong != null) {
            return wrong;
        }
        String html = body.path("text").asText();
        chat.messages.add(new Posted(
                number(), body.path("message_thread_id").asLong(),
                body.path("reply_parameters").path("message_id").asLong(), html, FakeHtml.seen(html),
                body.path("reply_markup"), body.path("disable_notification").asBoolean(), 0));
        return posted(chat);
    }

    ObjectNode sendFile(JsonNode body) {
        Chat chat = find(body);
        return chat == null ? error(400, "Bad Request: chat not found") : posted(chat);
    }

    private static ObjectNode posted(Chat chat) {
        ObjectNode answer = FakeTelegram.JSON.createObjectNode().put("ok", true);
        answer.putObject("result").put("message_id", chat.messages.getLast().id()).set("chat", chat.json());
        return answer;
    }

    ObjectNode edit(JsonNode body) {
        Chat chat = find(body);
        ObjectNode wrong = wrong(chat, body);
        if (wrong != null) {
            return wrong;
        }
        String html = body.path("text").asText();
        for (int i = 0; i < chat.messages.size(); i++) {
            Posted old = chat.messages.get(i);
            if (old.id() == body.path("message_id").asLong()) {
                if (old.html().equals(html) && old.markup().equals(body.path("reply_markup"))) {
                    return error(400, "Bad Request: message is not modified: specified new message content and reply"
                            + " markup are exactly the same as a current content and reply markup of the message");
                }
                chat.messages.set(i, new Posted(
                        old.id(), old.topic(), old.replyTo(), html, FakeHtml.seen(html), body.path("reply_markup"),
                        old.silent(), old.edits() + 1));
                return posted(chat);
            }
        }
        return error(400, "Bad Request: message to edit not found");
    }
}
