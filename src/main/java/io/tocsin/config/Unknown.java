package io.tocsin.config;

import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Says of a key that nobody knows which one was probably meant. Its value is not shown: it may be a secret's. */
final class Unknown {

    private final Collection<String> known;

    Unknown(Collection<String> known) {
        this.known = List.copyOf(known);
    }

    Problem key(Entry entry) {
        Optional<String> nearest = nearest(entry.key());
        Phrase what = nearest.isPresent()
                ? Phrase.of("config.unknown.nearest", nearest.get())
                : Phrase.of("config.unknown");
        return new Problem(entry.key(), "", entry.place(), what);
    }

    Problem variable(Entry variable) {
        Optional<String> nearest = nearest(Variables.toKey(variable.key()));
        Phrase what = nearest.isPresent()
                ? Phrase.of("config.unknown.variable.nearest", Variables.exact(nearest.get()), nearest.get())
                : Phrase.of("config.unknown.variable");
        return new Problem(variable.key(), "", Place.NOWHERE, what);
    }

    private Optional<String> nearest(String key) {
        List<String> candidates = new ArrayList<>();
        for (String pattern : known) {
            candidate(pattern, key).ifPresent(candidates::add);
        }
        return Nearest.to(key, candidates);
    }

    /** The known key with the names of the unknown one, if they have as many parts and all of them are near. */
    private static Optional<String> candidate(String pattern, String key) {
        if (!pattern.contains("*")) {
            return Optional.of(pattern);
        }
        String[] wanted = pattern.split("\\.", -1);
        String[] given = key.split("\\.", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        for (int part = 0; part < wanted.length; part++) {
            if (wanted[part].equals("*")) {
                wanted[part] = given[part];
            } else if (Nearest.distance(given[part], wanted[part]) * 2 > wanted[part].length()) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join(".", wanted));
    }
}
