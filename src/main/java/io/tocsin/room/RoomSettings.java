package io.tocsin.room;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Language;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * What the configuration says of rooms.
 *
 * @param limit how long one call to a channel may take
 * @param aliases address by alias
 * @param zones time zone by alias
 * @param languages language by alias
 * @param mentions whom notices may ping, by alias
 */
public record RoomSettings(
        Duration limit, Map<String, Address> aliases, Map<String, ZoneId> zones, Map<String, String> mentions,
        Map<String, Language> languages) {

    public RoomSettings {
        aliases = Map.copyOf(aliases);
        zones = Map.copyOf(zones);
        mentions = Map.copyOf(mentions);
        languages = Map.copyOf(languages);
    }

    /** Keys {@code room.<alias>}, {@code room.<alias>.zone}, {@code room.<alias>.language} and {@code room.<alias>.mention}. */
    public static RoomSettings from(Keys keys) {
        Map<String, Address> aliases = new HashMap<>();
        Map<String, ZoneId> zones = new HashMap<>();
        Map<String, String> mentions = new HashMap<>();
        Map<String, Language> languages = new HashMap<>();
        for (String alias : keys.names("room")) {
            if (alias.equals(Aliases.NOBODY)) {
                keys.problem("room." + alias, Phrase.of("room.alias-nobody"));
            }
            keys.text("room." + alias).ifPresent(text -> {
                try {
                    aliases.put(alias, Address.parse(text));
                } catch (Refusal refusal) {
                    keys.problem("room." + alias, refusal.phrase());
                }
            });
            keys.zone("room." + alias + ".zone").ifPresent(zone -> zones.put(alias, zone));
            Language.from(keys, "room." + alias + ".language").ifPresent(language -> languages.put(alias, language));
            keys.text("room." + alias + ".mention").ifPresent(whom -> mentions.put(alias, whom.strip()));
        }
        return new RoomSettings(keys.duration("rooms.timeout", "30s"), aliases, zones, mentions, languages);
    }
}
