package io.tocsin.chat;

import io.tocsin.text.Language;
import java.time.ZoneId;
import java.util.Set;

/**
 * What is known of a room.
 *
 * @param names its address and its aliases
 * @param zone the time zone of its people
 * @param language what whoever is answered there reads
 */
public record Place(Set<String> names, ZoneId zone, Language language) {

    public Place {
        names = Set.copyOf(names);
    }
}
