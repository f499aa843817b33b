package io.tocsin.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with a chat system at the moment, by what it is about. Each is logged once, when it begins or changes, and
 * when it is over. Safe for use by many threads.
 */
public final class Troubles {

    /** In the order in which they are said. */
    public static final String TOKEN = "1 token";
    public static final String CONNECTION = "2 connection";
    public static final String RIGHT = "3 right ";
    public static final String ROOM = "4 room ";

    private static final Logger log = LoggerFactory.getLogger(Troubles.class);
    private static final int MOST_KEPT = 100;
    private static final int MOST_SAID = 3;

    private final String system;
    private final Map<String, String> now = new TreeMap<>();

    /** @param system such as {@code Telegram} */
    public Troubles(String system) {
        this.system = system;
    }

    /** What is not yet as it should be but need not be logged. */
    public void expect(String about, String text) {
        synchronized (now) {
            now.put(about, text);
        }
    }

    public boolean has(String about) {
        synchronized (now) {
            return now.containsKey(about);
        }
    }

    public void begin(String about, String text) {
        synchronized (now) {
            boolean known = text.equals(now.get(about));
            if (known || isOneTooMany(about)) {
                return;
            }
            now.put(about, text);
        }
        log.warn("{}: {}", system, text);
    }

    /** There may be any number of rooms, but what is wrong with all of them is always said. */
    private boolean isOneTooMany(String about) {
        return about.startsWith(ROOM) && now.size() >= MOST_KEPT && !now.containsKey(about);
    }

    public void end(String about) {
        String was;
        synchronized (now) {
            was = now.remove(about);
        }
        if (was != null) {
            log.info("{}: no longer so: {}", system, was);
        }
    }

    /** One line; empty if all is well. */
    public Optional<String> line() {
        List<String> texts;
        synchronized (now) {
            texts = new ArrayList<>(now.values());
        }
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        String more = texts.size() > MOST_SAID ? "; and " + (texts.size() - MOST_SAID) + " more" : "";
        return Optional.of(String.join("; ", texts.subList(0, Math.min(MOST_SAID, texts.size()))) + more);
    }
}
