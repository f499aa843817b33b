package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.rocketchat.Api.Reply;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for what was said since it was asked last. Used by one thread. Only rooms where something happened are asked for, by
 * the server's own clock.
 */
final class Polling {

    private static final Logger log = LoggerFactory.getLogger(Polling.class);
    /** What was said longer ago is not done any more: nobody waits for it. */
    private static final Duration LATE = Duration.ofMinutes(15);
    /** Messages may be stamped in another order than they appear. What comes twice is taken once. */
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private final Api api;
    private final Directory directory;
    private final Inbox inbox;
    private final InstantSource clock;
    private final Map<String, Instant> seen = new HashMap<>();
    private Instant since = Instant.EPOCH;
    private Instant begun = Instant.EPOCH;

    Polling(Api api, Directory directory, Inbox inbox, InstantSource clock) {
        this.api = api;
        this.directory = directory;
        this.inbox = inbox;
        this.clock = clock;
    }

    void look() throws RoomException {
        boolean first = since.equals(Instant.EPOCH);
        JsonNode rooms = api.get("rooms.get", Map.of("updatedSince", since.toString()))
                .orThrow(Kind.LATER)
                .path("update");
        Instant newest = since;
        List<String> asked = new ArrayList<>();
        for (JsonNode room : rooms) {
            directory.learn(room);
            Instant changed = Inbox.instant(room.path("_updatedAt"));
            newest = changed.isAfter(newest) ? changed : newest;
            asked.add(room.path("_id").asText(""));
        }
        if (!first) {
            for (String room : asked) {
                messages(room);
            }
        }
        since = newest.equals(Instant.EPOCH) ? clock.instant() : newest;
        begun = first ? since : begun;
    }

    /** The messages of a room since the last one seen there, or since the last time that rooms were asked for. */
    private void messages(String room) throws RoomException {
        Instant late = clock.instant().minus(LATE);
        Instant last = seen.getOrDefault(room, since);
        Instant newest = last.isBefore(late) ? late : last;
        Reply found = api.get(
                "chat.syncMessages", Map.of("roomId", room, "lastUpdate", newest.minus(OVERLAP).toString()));
        if (!found.ok()) {
            log.info("Rocket.Chat: what was said in {} is not known: {}", room, found.error());
            return;
        }
        List<JsonNode> messages = new ArrayList<>();
        found.body().path("result").path("updated").forEach(messages::add);
        messages.sort((a, b) -> Inbox.instant(a.path("ts")).compareTo(Inbox.instant(b.path("ts"))));
        for (JsonNode message : messages) {
            Instant said = Inbox.instant(message.path("ts"));
            if (said.isAfter(begun) && said.isAfter(late)) {
                inbox.take(message, directory.isDirect(room));
            }
            Instant changed = Inbox.instant(message.path("_updatedAt"));
            newest = changed.isAfter(newest) ? changed : newest;
        }
        seen.put(room, newest);
    }
}
