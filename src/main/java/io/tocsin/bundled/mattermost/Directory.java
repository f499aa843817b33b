package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.mattermost.Api.Reply;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Troubles;
import io.tocsin.spi.Person;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who and what there is: the bot itself, its teams, channels by their names, people. */
final class Directory {

    private static final int MOST_KEPT = 10_000;
    private static final int LONGEST_NAME = 100;

    private final Api api;
    private final Troubles troubles;
    private final Map<String, String> teams = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Set<String> direct = ConcurrentHashMap.newKeySet();
    private final Map<String, Known> people = new ConcurrentHashMap<>();
    private volatile Self self = new Self("", "");

    /** The bot. */
    record Self(String id, String name) {}

    private record Known(String name, boolean bot) {}

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
        JsonNode me = api.get("users/me").orThrow(Kind.LATER);
        for (JsonNode team : api.get("users/me/teams").orThrow(Kind.LATER)) {
            teams.put(team.path("id").asText(""), team.path("name").asText(""));
        }
        self = new Self(me.path("id").asText(""), me.path("username").asText(""));
    }

    /** Takes note of the bot's channels as the server lists them. */
    void learn(JsonNode channels) {
        Set<String> names = new HashSet<>();
        Set<String> several = new HashSet<>();
        for (JsonNode channel : channels) {
            String name = channel.path("name").asText("");
            if (!names.add(name)) {
                several.add(name);
            }
        }
        for (JsonNode channel : channels) {
            String id = channel.path("id").asText("");
            String name = channel.path("name").asText("");
            if (channel.path("type").asText("").equals("D")) {
                direct.add(id);
            } else if (ids.size() < MOST_KEPT) {
                ids.put(named(teams.getOrDefault(channel.path("team_id").asText(""), "") + "/" + name), id);
                if (!several.contains(name)) {
                    ids.put(named("~" + name), id);
                }
            }
        }
        several.forEach(name -> ids.remove(named("~" + name)));
    }

    private static String named(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    String canonical(String address) {
        return ids.getOrDefault(named(address), address);
    }

    boolean isDirect(String channel) {
        return direct.contains(channel);
    }

    /** The id of a channel. */
    String channel(String address) throws RoomException {
        String known = canonical(address);
        if (!known.equals(address) || !known.contains("/") && !known.startsWith("~") && !known.startsWith("@")) {
            return known;
        }
        Optional<String> found = address.startsWith("@")
                ? person(address.substring(1))
                : address.startsWith("~") ? anywhere(address) : in(address);
        if (found.isEmpty()) {
            throw unusable(address, "there is no " + (address.startsWith("@") ? "user " : "channel ") + address
                    + ", or I am not in it");
        }
        ids.put(named(address), found.get());
        return found.get();
    }

    private Optional<String> in(String address) throws RoomException {
        int slash = address.indexOf('/');
        return id(api.get("teams/name/" + encoded(address.substring(0, slash)) + "/channels/name/"
                + encoded(address.substring(slash + 1))));
    }

    private Optional<String> anywhere(String address) throws RoomException {
        known();
        Set<String> found = new HashSet<>();
        for (String team : teams.keySet()) {
            id(api.get("teams/" + encoded(team) + "/channels/name/" + encoded(address.substring(1))))
                    .ifPresent(found::add);
        }
        if (found.size() > 1) {
            throw unusable(address, "several teams have a channel " + address + "; write it as team/channel");
        }
        return found.stream().findFirst();
    }

    private Optional<String> person(String name) throws RoomException {
        Optional<String> user = id(api.get("users/username/" + encoded(name)));
        if (user.isEmpty()) {
            return user;
        }
        Optional<String> channel =
                id(api.post("channels/direct", Api.JSON.createArrayNode().add(known().id).add(user.get())));
        channel.ifPresent(direct::add);
        return channel;
    }

    private static Optional<String> id(Reply reply) {
        String id = reply.body().path("id").asText("");
        return reply.ok() && !id.isEmpty() ? Optional.of(id) : Optional.empty();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What people mend there, or by giving its name to another channel; what was to be sent is still wanted then. */
    RoomException unusable(String address, String why) {
        ids.remove(named(address));
        troubles.begin(Troubles.ROOM + address, why);
        return new RoomException(Kind.LATER, "Mattermost: " + why);
    }

    void usable(String address) {
        troubles.end(Troubles.ROOM + address);
    }

    /** Somebody, or empty for a program. Who cannot be looked up is somebody. */
    Optional<Person> somebody(String user) {
        Known known = people.get(user);
        if (known == null) {
            known = look(user);
        }
        return known.bot ? Optional.empty() : Optional.of(new Person("mattermost:" + user, known.name));
    }

    private Known look(String user) {
        try {
            JsonNode found = api.get("users/" + encoded(user)).orThrow(Kind.LATER);
            Known known = new Known(
                    Plain.line(found.path("username").asText(user), LONGEST_NAME),
                    found.path("is_bot").asBoolean(false));
            if (people.size() < MOST_KEPT) {
                people.put(user, known);
            }
            return known;
        } catch (RoomException unknown) {
            return new Known(user, false);
        }
    }
}
