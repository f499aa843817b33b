package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A room of the fake. Guarded by it. */
final class FakeRoom {

    final String id;
    String alias;
    final List<ObjectNode> events = new ArrayList<>();
    int members;
    boolean joined;
    boolean invited;
    boolean mayJoin;
    boolean mayWrite = true;
    boolean encrypted;

    FakeRoom(String id, String alias, boolean joined, int members) {
        this.id = id;
        this.alias = alias;
        this.joined = joined;
        this.members = members;
    }

    /** What is new since a position, as a server tells it. */
    ObjectNode news(long since) {
        ObjectNode news = FakeMatrix.JSON.createObjectNode();
        news.putObject("summary").put("m.joined_member_count", members);
        ArrayNode state = news.putObject("state").putArray("events");
        if (encrypted) {
            state.addObject().put("type", "m.room.encryption").put("state_key", "");
        }
        ObjectNode ana = state.addObject().put("type", "m.room.member").put("state_key", "@ana:example.org");
        ana.putObject("content").put("membership", "join").put("displayname", "Ana");
        ArrayNode timeline = news.putObject("timeline").putArray("events");
        events.stream().filter(event -> event.path("position").asLong() > since).forEach(timeline::add);
        return news;
    }

    boolean hasNews(long since) {
        return events.stream().anyMatch(event -> event.path("position").asLong() > since);
    }

    /** What the bot has written, edits applied as clients do. */
    List<Posted> posted() {
        List<Posted> posted = new ArrayList<>();
        for (ObjectNode event : events) {
            JsonNode content = event.path("content");
            String edited = content.path("m.relates_to").path("rel_type").asText("").equals("m.replace")
                    ? content.path("m.relates_to").path("event_id").asText()
                    : "";
            if (!event.path("sender").asText().equals(FakeMatrix.BOT)) {
                continue;
            }
            if (edited.isEmpty()) {
                posted.add(new Posted(event.path("event_id").asText(), content, 0));
                continue;
            }
            posted.replaceAll(old -> old.id().equals(edited)
                    ? new Posted(old.id(), content.path("m.new_content"), old.edits() + 1)
                    : old);
        }
        return posted;
    }
}
