package io.tocsin.config;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The keys in which one configuration differs from another. Only keys: the values may be secret. */
public record ConfigDiff(SortedSet<String> added, SortedSet<String> changed, SortedSet<String> removed) {

    /** What became of the one configuration in the other. */
    public static ConfigDiff between(Config before, Config after) {
        Map<String, String> old = values(before);
        Map<String, String> now = values(after);
        return new ConfigDiff(
                keys(now, old, (key, values) -> !values.containsKey(key)),
                keys(now, old,
                        (key, values) -> values.containsKey(key) && !Objects.equals(values.get(key), now.get(key))),
                keys(old, now, (key, values) -> !values.containsKey(key)));
    }

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /** All keys that differ. */
    public SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>(added);
        all.addAll(changed);
        all.addAll(removed);
        return all;
    }

    /** The keys that differ under some prefixes, such as {@code room.}. */
    public SortedSet<String> under(Collection<String> prefixes) {
        return all().stream()
                .filter(key -> prefixes.stream().anyMatch(key::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The keys that differ outside some prefixes: those that need a restart, if these can be changed in a running bot. */
    public SortedSet<String> outside(Collection<String> prefixes) {
        SortedSet<String> rest = all();
        rest.removeAll(under(prefixes));
        return rest;
    }

    private static SortedSet<String> keys(
            Map<String, String> among, Map<String, String> other, BiPredicate<String, Map<String, String>> wanted) {
        return among.keySet().stream()
                .filter(key -> wanted.test(key, other))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> values(Config config) {
        return config.entries().values().stream().collect(Collectors.toMap(Entry::key, Entry::value));
    }
}
