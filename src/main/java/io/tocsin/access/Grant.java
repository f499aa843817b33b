package io.tocsin.access;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A role given to a person.
 *
 * @param person the stable id, such as {@code slack:U024BE7LH}
 * @param room an alias or address where it holds; empty for everywhere
 */
public record Grant(String person, String room, Role role) {

    /** Where a grant holds that is bound to no room. */
    public static final String EVERYWHERE = "";

    private static final Pattern PERSON = Pattern.compile("[a-z][a-z0-9_-]*:[^\\s,]+");

    public Grant {
        if (!isPerson(person)) {
            throw Refusal.of("access.person", person);
        }
    }

    /** Whether a text can be the id of a person: a chat system, a colon, and its id for the person. */
    public static boolean isPerson(String text) {
        return PERSON.matcher(text).matches();
    }

    boolean holdsIn(Collection<String> roomNames) {
        return room.isEmpty() || roomNames.stream().anyMatch(room::equalsIgnoreCase);
    }
}
