package io.tocsin.plugin;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which drop-ins somebody has switched off, and where those are that would be in otherwise. */
final class SwitchedOff {

    private final Map<String, String> places =
            Collections.synchronizedMap(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    private volatile Predicate<String> isOff = name -> false;

    void become(Predicate<String> switchedOff) {
        isOff = switchedOff;
    }

    boolean isOff(String name) {
        return isOff.test(name);
    }

    void note(Installed plugin) {
        note(plugin.name(), plugin.member().origin().toString());
    }

    void note(String name, String place) {
        places.put(name, place);
    }

    /** Nothing is known of what is there. */
    void forget(String place) {
        places.values().removeIf(place::equals);
    }

    Map<String, String> all() {
        synchronized (places) {
            Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(places);
            return all;
        }
    }
}
