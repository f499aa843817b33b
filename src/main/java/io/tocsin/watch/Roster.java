package io.tocsin.watch;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every monitor at work, by id and by name. */
final class Roster {

    private final ConcurrentHashMap<String, Live> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Live> byName = new ConcurrentHashMap<>();

    Collection<Live> all() {
        return byId.values();
    }

    Optional<Live> id(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Live> name(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    void add(Live live) {
        byId.put(live.monitor().id(), live);
        byName.put(key(live.monitor().name()), live);
    }

    void renamed(Live live, String before) {
        byName.remove(key(before), live);
        byName.put(key(live.monitor().name()), live);
    }

    void remove(Live live) {
        byId.remove(live.monitor().id());
        byName.remove(key(live.monitor().name()), live);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
