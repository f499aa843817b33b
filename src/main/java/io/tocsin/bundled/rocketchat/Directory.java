package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.rocketchat.Api.Reply;
import io.tocsin.channel.Troubles;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who and what there is: the bot itself, rooms by their names, people that are bots. */
final class Directory {

    private static final int MOST_KEPT = 10_000;

    private final Api api;
    private final Troubles troubles;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, Boolean> direct = new ConcurrentHashMap<>();
    private final Map<String, Boolean> bots = new ConcurrentHashMap<>();
    private volatile Self self = new Self("", "");

    /** The bot. */
    record Self(String id, String name) {}

    Directory(Api api, Troubles troubles) {
        this.api = api;
        this.troubles = troubles;
    }

    Self self() {
        return self;
    }

    /** The bot, asked for if that was not done yet. */
    Self known() throws RoomException {
        if (self.id.isEmpty()) {
            identify();
        }
        return self;
    }

    void identify() throws RoomException {
        JsonNode me = api.get("me", Map.of()).orThrow(Kind.LATER);
        self = new Self(me.path("_id").asText(""), me.path("username").asText(""));
    }

    /** Takes note of a room as the server describes it. */
    void learn(JsonNode room) {
        String id = room.path("_id").asText("");
        boolean isDirect = room.path("t").asText("").equals("d");
        if (id.isEmpty() || ids.size() > MOST_KEPT) {
            return;
        }
        direct.put(id, isDirect);
        if (!isDirect && room.hasNonNull("name")) {
            ids.put(named("#" + room.path("name").asText()), id);
        } else if (room.path("usernames").size() == 2) {
            room.path("usernames").forEach(name -> {
                if (!name.asText().equals(self.name)) {
                    ids.put(named("@" + name.asText()), id);
                }
            });
        }
    }

    private static String named(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    String canonical(String address) {
        return ids.getOrDefault(named(address), address);
    }

    boolean isDirect(String room) {
        return direct.getOrDefault(room, false);
    }

    /** The id of a room. */
    String room(String address) throws RoomException {
        String known = canonical(address);
        if (!known.startsWith("#") && !known.startsWith("@")) {
            return known;
        }
        boolean person = known.startsWith("@");
        String name = known.substring(1);
        Reply found = person
                ? api.post("im.create", Api.JSON.createObjectNode().put("username", name))
                : api.get("rooms.info", Map.of("roomName", name));
        String id = found.body().path("room").path("_id").asText(found.body().path("room").path("rid").asText(""));
        if (!found.ok() || id.isEmpty()) {
            throw unusable(address, found.is("room-not-found", "invalid-user", "does not match")
                    ? "there is no " + (person ? "user " : "room ") + address + ", or I may not see it"
                    : address + " cannot be used: " + found.error());
        }
        ids.put(named(address), id);
        direct.put(id, person);
        return id;
    }

    /** What people mend there, or by giving its name to another room; what was to be sent is still wanted then. */
    RoomException unusable(String address, String why) {
        ids.remove(named(address));
        troubles.begin(Troubles.ROOM + address, why);
        return new RoomException(Kind.LATER, "Rocket.Chat: " + why);
    }

    void usable(String address) {
        troubles.end(Troubles.ROOM + address);
    }

    /** Whether what this user says is said by a program. Who cannot be looked up is somebody. */
    boolean isBot(String user) {
        Boolean known = bots.get(user);
        if (known != null) {
            return known;
        }
        try {
            JsonNode found = api.get("users.info", Map.of("userId", user)).body().path("user");
            boolean bot = found.path("type").asText("").equals("bot");
            for (JsonNode role : found.path("roles")) {
                bot |= role.asText().equals("bot");
            }
            if (bots.size() < MOST_KEPT) {
                bots.put(user, bot);
            }
            return bot;
        } catch (RoomException unknown) {
            return false;
        }
    }
}
