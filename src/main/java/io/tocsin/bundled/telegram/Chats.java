package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Troubles;
import io.tocsin.spi.RoomException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The numbers behind names of chats, and those of groups that became supergroups. Safe for use by many threads. */
final class Chats {

    private static final int MOST = 10_000;

    private final Troubles troubles;
    private final Map<String, String> numbers = new ConcurrentHashMap<>();
    private final Map<String, String> moved = new ConcurrentHashMap<>();

    Chats(Troubles troubles) {
        this.troubles = troubles;
    }

    /** The place by its number as far as that is known, the one it has now. */
    Place now(Place place) {
        String number = place.isNamed()
                ? numbers.getOrDefault(place.chat().toLowerCase(Locale.ROOT), place.chat())
                : place.chat();
        return place.withChat(moved.getOrDefault(number, number));
    }

    String canonical(String address) {
        try {
            return now(Place.of(address)).toString();
        } catch (RoomException noChat) {
            return address;
        }
    }

    /** Something was said or posted there. */
    void seen(JsonNode chat) {
        String name = chat.path("username").asText("");
        if (!name.isEmpty() && numbers.size() < MOST) {
            numbers.put("@" + name.toLowerCase(Locale.ROOT), chat.path("id").asText());
        }
    }

    /** A group has become a supergroup, which has another number. It goes on there, but not after a restart. */
    void moved(String from, String to) {
        if (moved.size() < MOST && !from.equals(to) && !to.equals(moved.put(from, to))) {
            troubles.begin(
                    Troubles.ROOM + "moved " + from,
                    "the group " + from + " has become the supergroup " + to + ": write telegram:" + to
                            + " in place of telegram:" + from);
        }
    }
}
