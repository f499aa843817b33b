package io.tocsin.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers one thing for each person in each room, for a while, the newest ones only. Safe for several threads. */
final class Memory<T> {

    private static final int MOST = 1_000;

    private final Duration kept;
    private final Map<Key, Kept<T>> all = new LinkedHashMap<>();

    Memory(Duration kept) {
        this.kept = kept;
    }

    /** Somebody in a room. */
    record Key(String room, String person) {}

    private record Kept<T>(T thing, Instant until) {}

    synchronized void put(Key key, T thing, Instant now) {
        all.remove(key);
        all.values().removeIf(old -> !old.until.isAfter(now));
        if (all.size() == MOST) {
            all.remove(all.keySet().iterator().next());
        }
        all.put(key, new Kept<>(thing, now.plus(kept)));
    }

    /** What was remembered, which is forgotten now. */
    synchronized Optional<T> take(Key key, Instant now) {
        return Optional.ofNullable(all.remove(key)).filter(found -> found.until.isAfter(now)).map(Kept::thing);
    }
}
