package io.tocsin.incident;

import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Selector;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The mutes that are on. Safe for use by many threads. */
public final class Mutes {

    private final Map<Long, Mute> running = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId;

    public Mutes(Collection<Mute> stored, long lastId) {
        stored.forEach(mute -> running.put(mute.id(), mute));
        this.lastId = new AtomicLong(lastId);
    }

    public long nextId() {
        return lastId.incrementAndGet();
    }

    public void add(Mute mute) {
        running.put(mute.id(), mute);
    }

    public Optional<Mute> end(long id) {
        return Optional.ofNullable(running.remove(id));
    }

    public Optional<Mute> find(long id) {
        return Optional.ofNullable(running.get(id));
    }

    /** All that are on, the oldest first. */
    public List<Mute> all() {
        return List.copyOf(running.values());
    }

    /** The mute that covers a monitor the longest, if any does. */
    public Optional<Mute> over(Monitor monitor, Instant now) {
        Optional<Mute> longest = Optional.empty();
        for (Mute mute : running.values()) {
            if (!mute.over(now) && Selector.matches(mute.selector(), monitor)
                    && longest.map(l -> longer(mute, l)).orElse(true)) {
                longest = Optional.of(mute);
            }
        }
        return longest;
    }

    private static boolean longer(Mute one, Mute other) {
        return other.until().isPresent() && one.until().map(until -> until.isAfter(other.until().get())).orElse(true);
    }
}
