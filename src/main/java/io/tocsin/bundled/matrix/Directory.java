package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Troubles;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What is known of rooms and people, asked for where it is needed. Safe for use by many threads. */
final class Directory {

    private static final Pattern ID = Pattern.compile("![\\x21-\\x7e]{1,254}");
    private static final Pattern ALIAS = Pattern.compile("#[^\\s:]{1,200}:[\\x21-\\x7e]{1,200}");
    private static final int MOST_ROOMS = 10_000;
    private static final int MOST_PEOPLE = 5_000;
    private static final int SHOWN = 100;

    private final Api api;
    private final Troubles troubles;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, Boolean> encrypted = new ConcurrentHashMap<>();
    private final Map<String, Boolean> pairs = new ConcurrentHashMap<>();
    private final Map<String, String> people = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_PEOPLE;
        }
    });

    Directory(Api api, Troubles troubles) {
        this.api = api;
        this.troubles = troubles;
    }

    /** The id of the room as far as it is known, else the address itself. */
    String canonical(String address) {
        return ids.getOrDefault(address, address);
    }

    /** The id of the room; an alias is asked for once. */
    String id(String address) throws RoomException {
        if (ID.matcher(address).matches()) {
            return address;
        }
        if (!ALIAS.matcher(address).matches()) {
            throw new RoomException(Kind.REFUSED, "matrix:" + Plain.line(address, SHOWN)
                    + " is no room of Matrix; write matrix:!id:server or matrix:#alias:server");
        }
        String known = ids.get(address);
        if (known != null) {
            return known;
        }
        Reply reply = api.get("directory/room/" + Api.part(address));
        if (reply.notFound()) {
            throw trouble(address, "there is no room " + address);
        }
        String id = reply.body().path("room_id").asText("");
        if (!reply.ok() || !ID.matcher(id).matches()) {
            throw reply.failure("what " + address + " is");
        }
        if (ids.size() < MOST_ROOMS) {
            ids.put(address, id);
        }
        return id;
    }

    /** Something is wrong with a room that people can mend, such as by giving its alias to another one. */
    RoomException trouble(String address, String text) {
        ids.remove(address);
        troubles.begin(Troubles.ROOM + address, text);
        return new RoomException(Kind.LATER, "Matrix: " + text);
    }

    /** @throws RoomException if nobody without the keys of a device could read what is written there */
    void checkOpen(String address, String id) throws RoomException {
        Boolean known = encrypted.get(id);
        if (known == null) {
            Reply reply = api.get("rooms/" + Api.part(id) + "/state/m.room.encryption");
            if (!reply.ok() && !reply.notFound() && !reply.forbidden()) {
                throw reply.failure("whether " + address + " is encrypted");
            }
            if (reply.forbidden()) {
                return;
            }
            encrypted(id, reply.ok());
            known = reply.ok();
        }
        if (known) {
            throw trouble(address, "the room " + address
                    + " is encrypted end to end, which I cannot write; give me a room without encryption");
        }
    }

    void encrypted(String id, boolean is) {
        if (encrypted.size() < MOST_ROOMS || encrypted.containsKey(id)) {
            encrypted.put(id, is);
        }
    }

    /** Goes in, where the bot was invited or everybody may. */
    Reply join(String id) throws RoomException {
        encrypted.remove(id);
        return api.post("join/" + Api.part(id), Api.body());
    }

    void left(String id) {
        encrypted.remove(id);
        pairs.remove(id);
    }

    /** How many are in a room; told only when it changes. */
    void count(String id, JsonNode summary) {
        JsonNode joined = summary.path("m.joined_member_count");
        if (joined.isNumber() && (pairs.size() < MOST_ROOMS || pairs.containsKey(id))) {
            pairs.put(id, joined.asInt() + summary.path("m.invited_member_count").asInt(0) == 2);
        }
    }

    /** Whether nobody is there but one person and the bot. */
    boolean isPair(String id) {
        return pairs.getOrDefault(id, false);
    }

    void person(String id, JsonNode member) {
        String name = Plain.line(member.path("displayname").asText(""), SHOWN);
        if (!name.isEmpty()) {
            people.put(id, name);
        }
    }

    /** What a person is called; the first part of the id where nobody has said. */
    String name(String id) {
        return Optional.ofNullable(people.get(id)).orElse(local(id));
    }

    static String local(String id) {
        int colon = id.indexOf(':');
        return colon > 1 ? id.substring(1, colon) : id;
    }
}
