package io.tocsin;

import io.tocsin.chat.Place;
import io.tocsin.chat.Places;
import io.tocsin.notification.Wording;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.room.Languages;
import io.tocsin.room.RoomSettings;
import io.tocsin.room.Rooms;
import io.tocsin.spi.Person;
import io.tocsin.text.Language;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who reads what: the language and the time zone of each room, and whom a notice may ping there. */
final class Readers implements Wording, Places {

    private final Rooms rooms;
    private final Aliases aliases;
    private final Languages languages;
    private final ZoneId zone;
    private volatile RoomSettings settings;

    /** @param zone of rooms that have none of their own */
    Readers(Rooms rooms, Aliases aliases, Languages languages, RoomSettings settings, ZoneId zone) {
        this.rooms = rooms;
        this.aliases = aliases;
        this.languages = languages;
        this.settings = settings;
        this.zone = zone;
    }

    /** Takes what a changed configuration says of rooms. */
    void configure(Language usual, RoomSettings next) {
        aliases.configure(next.aliases());
        languages.configure(new Languages.Configured(usual, next.languages()));
        settings = next;
    }

    @Override
    public Reader in(Address room) {
        return new Reader(
                languages.in(room).words(), zone(room), settings.mentions().getOrDefault(aliases.name(room), ""));
    }

    @Override
    public Place of(String room, Person reader) {
        Address address = Address.parse(room);
        Set<String> names = new HashSet<>(List.of(room, aliases.name(address)));
        aliases.all().forEach((alias, known) -> {
            if (rooms.canonical(known).equals(rooms.canonical(address))) {
                names.addAll(List.of(alias, known.toString()));
            }
        });
        return new Place(names, zone(address), languages.of(reader, address));
    }

    @Override
    public Language usual() {
        return languages.usual();
    }

    private ZoneId zone(Address room) {
        return aliases.all().entrySet().stream()
                .filter(alias -> rooms.canonical(alias.getValue()).equals(rooms.canonical(room)))
                .flatMap(alias -> Optional.ofNullable(settings.zones().get(alias.getKey())).stream())
                .findFirst()
                .orElse(zone);
    }
}
