package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Plain;
import io.tocsin.channel.live.Loop;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for news, goes where it is invited, and hands in what people say. Its first answer only shows how things stand, so
 * nothing that was said before is heard. Used by one thread.
 */
final class Sync {

    private static final Logger log = LoggerFactory.getLogger(Sync.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NAME = 80;
    private static final int BAD_REQUEST = 400;
    private static final String FILTER = "{\"presence\":{\"types\":[]},\"account_data\":{\"types\":[]},\"room\":{"
            + "\"timeline\":{\"limit\":10,\"types\":[\"m.room.message\",\"m.room.member\",\"m.room.encryption\"]},"
            + "\"state\":{\"lazy_load_members\":true,\"types\":[\"m.room.member\",\"m.room.encryption\"]},"
            + "\"ephemeral\":{\"types\":[]},\"account_data\":{\"types\":[]}}}";

    private final Api api;
    private final Directory directory;
    private final Pace pace;
    private final Receiver receiver;
    private Self self = Self.NOBODY;
    private String since = "";
    private boolean well;

    Sync(Api api, Directory directory, Pace pace, Receiver receiver) {
        this.api = api;
        this.directory = directory;
        this.pace = pace;
        this.receiver = receiver;
    }

    /** Asks once; returns when something happened or nothing did for a while. */
    void look(Loop loop) throws RoomException {
        boolean soon = !well;
        well = false;
        if (self.id().isEmpty()) {
            self = whoAmI();
        }
        Reply news = api.get(
                "sync?timeout=" + (soon || since.isEmpty() ? 0 : pace.poll().toMillis()) + "&filter=" + Api.part(FILTER)
                        + (since.isEmpty() ? "" : "&since=" + Api.part(since)),
                pace.poll().plus(PATIENCE));
        String next = news.body().path("next_batch").asText("");
        if (!news.ok() || next.isEmpty()) {
            if (news.status() / 100 == 2 || news.status() == BAD_REQUEST) {
                // more than is read, or a mark that the server has forgotten: begin anew
                since = "";
            }
            throw later(news.failure("a question for news"));
        }
        boolean first = since.isEmpty();
        since = next;
        well = true;
        JsonNode rooms = news.body().path("rooms");
        for (Map.Entry<String, JsonNode> invited : rooms.path("invite").properties()) {
            join(invited.getKey());
        }
        for (Map.Entry<String, JsonNode> joined : rooms.path("join").properties()) {
            room(joined.getKey(), joined.getValue(), first);
        }
        rooms.path("leave").fieldNames().forEachRemaining(directory::left);
        loop.worked();
    }

    private static RoomException later(RoomException failure) {
        return new RoomException(Kind.LATER, String.valueOf(failure.getMessage()), failure.retryAfter());
    }

    private Self whoAmI() throws RoomException {
        Reply me = api.get("account/whoami");
        String id = me.body().path("user_id").asText("");
        if (!me.ok() || id.isEmpty()) {
            throw later(me.failure("who I am"));
        }
        Reply profile = api.get("profile/" + Api.part(id) + "/displayname");
        log.info("Matrix: I am {}", Plain.line(id, NAME));
        return new Self(id, Plain.line(profile.body().path("displayname").asText(""), NAME));
    }

    private void join(String room) {
        try {
            Reply joined = directory.join(room);
            log.info("Matrix: invited to {}: {}", Plain.line(room, NAME), joined.ok() ? "joined" : joined.said());
        } catch (RoomException failure) {
            log.warn("Matrix: invited to {}: {}", Plain.line(room, NAME), failure.getMessage());
        }
    }

    private void room(String id, JsonNode room, boolean first) {
        directory.count(id, room.path("summary"));
        room.path("state").path("events").forEach(event -> state(id, event));
        for (JsonNode event : room.path("timeline").path("events")) {
            try {
                state(id, event);
                if (!first && !event.path("sender").asText("").equals(self.id())) {
                    happened(id, event);
                }
            } catch (RuntimeException odd) {
                log.warn("Matrix: an event is left out", odd);
            }
        }
    }

    private void state(String id, JsonNode event) {
        switch (event.path("type").asText("")) {
            case "m.room.encryption" -> directory.encrypted(id, true);
            case "m.room.member" -> directory.person(event.path("state_key").asText(""), event.path("content"));
            default -> log.trace("an event of another kind");
        }
    }

    private void happened(String room, JsonNode event) {
        switch (event.path("type").asText("")) {
            case "m.room.message" -> said(room, event);
            case "m.room.member" -> moved(room, event);
            default -> log.trace("an event of another kind");
        }
    }

    private void moved(String room, JsonNode event) {
        String now = event.path("content").path("membership").asText("");
        String before = event.path("unsigned").path("prev_content").path("membership").asText("");
        String who = event.path("state_key").asText("");
        boolean entered = now.equals("join") && !before.equals("join");
        boolean went = (now.equals("leave") || now.equals("ban")) && before.equals("join");
        if ((entered || went) && !who.isEmpty() && !who.equals(self.id())) {
            receiver.moved(room, person(who), entered);
        }
    }

    private void said(String room, JsonNode event) {
        JsonNode content = event.path("content");
        boolean typed = content.path("msgtype").asText("").equals("m.text")
                && !content.path("m.relates_to").path("rel_type").asText("").equals("m.replace");
        boolean stale = event.path("unsigned").path("age").asLong(0) > pace.stale().toMillis();
        String sender = event.path("sender").asText("");
        Heard heard = Heard.of(content, self, directory.isPair(room));
        if (!typed || stale || sender.isEmpty() || heard.text().isBlank()) {
            return;
        }
        receiver.receive(new Incoming(
                room, person(sender), heard.text(), heard.direct(), heard.thread(), Optional.empty(),
                Optional.of(event.path("event_id").asText(""))));
    }

    private Person person(String id) {
        return new Person(MatrixSettings.KIND + ":" + id, directory.name(id));
    }
}
