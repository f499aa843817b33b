package io.tocsin.incident;

import io.tocsin.spi.Phrase;
import java.util.Collection;
import java.util.List;

/**
 * The monitors that are bad and depend on the one an incident is about, and so are not told of.
 *
 * @param count how many they are
 * @param named the first of them, in the order of their names
 */
public record Behind(int count, List<String> named) {

    public static final Behind NONE = new Behind(0, List.of());
    private static final int MOST_NAMED = 5;

    public Behind {
        named = List.copyOf(named);
    }

    public static Behind of(Collection<String> names) {
        return new Behind(names.size(), names.stream().sorted().limit(MOST_NAMED).toList());
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** Such as {@code 7 monitors are behind it: a, b, c, d, e, ...}. */
    public Phrase phrase() {
        String names = String.join(", ", named);
        return Phrase.of("incident.behind", count, count > named.size() ? names + ", ..." : names);
    }
}
