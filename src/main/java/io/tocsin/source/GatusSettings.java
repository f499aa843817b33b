package io.tocsin.source;

import io.tocsin.config.Entry;
import io.tocsin.config.Keys;
import io.tocsin.config.Secrets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the configuration says of files that are Gatus's.
 *
 * @param strict whether nobody is told of what Gatus would not tell
 * @param retries whether a bad check is repeated soon, which Gatus does not
 * @param defaultRoom who is told where {@code rooms} says nothing
 * @param rooms in place of Gatus's alerting providers, by their names, or {@code provider.group}, in lower case
 * @param secrets stand for what Gatus takes from its environment
 */
public record GatusSettings(
        boolean strict, boolean retries, String defaultRoom, Map<String, String> rooms, Secrets secrets) {

    /** Those of a configuration that says nothing. */
    public static final GatusSettings USUAL =
            new GatusSettings(false, false, "console", Map.of(), Secrets.none());

    private static final String ROOM = "gatus.room.";

    public GatusSettings {
        rooms = Map.copyOf(rooms);
    }

    /** Keys {@code gatus.strict}, {@code gatus.room.<provider>} and {@code gatus.room.<provider>.<group>}. */
    public static GatusSettings from(Keys keys) {
        Map<String, String> rooms = new TreeMap<>();
        for (Entry entry : keys.entries(ROOM)) {
            rooms.put(entry.key().substring(ROOM.length()).toLowerCase(Locale.ROOT), entry.value().strip());
        }
        return new GatusSettings(
                keys.flag("gatus.strict", false), keys.isSet("retry-interval"), keys.text("default.room", "console"),
                rooms, keys.secrets());
    }

    /** Who is told in place of a provider. */
    String room(String provider, String group) {
        String name = provider.toLowerCase(Locale.ROOT);
        String ofAll = rooms.getOrDefault(name, defaultRoom);
        return group.isEmpty() ? ofAll : rooms.getOrDefault(name + "." + group.toLowerCase(Locale.ROOT), ofAll);
    }
}
