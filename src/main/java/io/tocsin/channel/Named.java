package io.tocsin.channel;

import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The rooms of a channel that are set up by name, as in {@code wecom.ops.key}. It has no {@code toString} of its parts:
 * they hold secrets.
 *
 * @param kind the channel
 * @param key the setting each of them needs, such as {@code key}
 */
public record Named<T>(String kind, String key, Map<String, T> rooms) {

    public Named {
        rooms = Map.copyOf(rooms);
    }

    /** @param read makes one from its name and its settings */
    public static <T> Named<T> of(String kind, String key, Settings settings, BiFunction<String, Settings, T> read) {
        Map<String, T> rooms = new TreeMap<>();
        for (String name : settings.groups()) {
            rooms.put(name, read.apply(name, settings.group(name)));
        }
        return new Named<>(kind, key, rooms);
    }

    /** @throws RoomException if there is none of that name */
    public T get(String name) throws RoomException {
        return Optional.ofNullable(rooms.get(name))
                .orElseThrow(() -> new RoomException(
                        Kind.REFUSED,
                        "there is no " + kind + " " + name + ": set " + kind + "." + name + "." + key));
    }

    public Peer peer(String name) {
        return new Peer(kind + ":" + name, kind + "." + name + "." + key);
    }

    @Override
    public String toString() {
        return kind + rooms.keySet();
    }
}
