package io.tocsin.notification;

import io.tocsin.room.Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The deliveries that are not done, by the monitor they are about. Safe for use by many threads. */
final class Ledger {

    private final Map<String, Map<Key, Delivery>> byMonitor = new ConcurrentHashMap<>();

    private record Key(long incident, Address room) {}

    /** All of one monitor, of its open incident and of such as ended untold. */
    Collection<Delivery> of(String monitorId) {
        return List.copyOf(byMonitor.getOrDefault(monitorId, Map.of()).values());
    }

    boolean has(String monitorId) {
        return byMonitor.containsKey(monitorId);
    }

    /** Each, in no order. */
    List<Delivery> all() {
        return byMonitor.values().stream().flatMap(some -> some.values().stream()).toList();
    }

    void add(Delivery delivery) {
        byMonitor.computeIfAbsent(delivery.monitorId(), id -> new ConcurrentHashMap<>()).put(key(delivery), delivery);
    }

    Optional<Delivery> find(String monitorId, long incident, Address room) {
        return Optional.ofNullable(byMonitor.getOrDefault(monitorId, Map.of()).get(new Key(incident, room)));
    }

    void remove(Delivery delivery) {
        byMonitor.computeIfPresent(delivery.monitorId(), (id, some) -> {
            some.remove(key(delivery), delivery);
            return some.isEmpty() ? null : some;
        });
    }

    private static Key key(Delivery delivery) {
        return new Key(delivery.incident().number(), delivery.room());
    }
}
