package io.tocsin.channel;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who of several receivers has got a message already, so that only the others are told again. Of old messages it knows
 * nothing, as after a restart. Safe for use by many threads.
 */
public final class Reached {

    private static final int MOST = 100;

    private final Map<String, Set<String>> byKey = new LinkedHashMap<>();

    /** @param key the message's; of one without a key nothing is known */
    public synchronized boolean has(String key, String who) {
        return byKey.getOrDefault(key, Set.of()).contains(who);
    }

    public synchronized void add(String key, String who) {
        if (key.isEmpty()) {
            return;
        }
        byKey.computeIfAbsent(key, first -> new HashSet<>()).add(who);
        if (byKey.size() > MOST) {
            Iterator<String> oldest = byKey.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
