package io.tocsin.monitor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes one thing of what is written alike: most monitors share their schedule and conditions, and reading them again for
 * each would be much of a start with thousands. Safe for use by many threads.
 */
final class Alike<K, V> {

    private static final int MOST = 1_000;

    private final Map<K, V> made = new ConcurrentHashMap<>();
    private final Function<K, V> make;

    /** @param make gives something that never changes */
    Alike(Function<K, V> make) {
        this.make = make;
    }

    V of(K written) {
        if (made.size() >= MOST) {
            made.clear();
        }
        return made.computeIfAbsent(written, make);
    }
}
