package io.tocsin.chat;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * What is known of a room.
 *
 * @param names its address and its aliases
 * @param zone the time zone of its people
 * @param language what they read
 */
public record Place(Set<String> names, ZoneId zone, Locale language) {

    public Place {
        names = Set.copyOf(names);
    }
}
