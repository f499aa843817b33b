package io.tocsin.bundled.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong at the moment, by what it is about. Each is logged once, when it begins or changes, and when it is over. */
final class Troubles {

    static final String TOKEN = "1 token";
    static final String CONNECTION = "2 connection";
    static final String SCOPE = "3 scope ";
    static final String ROOM = "4 room ";

    private static final Logger log = LoggerFactory.getLogger(Troubles.class);
    private static final int MOST_KEPT = 100;
    private static final int MOST_SAID = 3;

    private final Map<String, String> now = new TreeMap<>();

    /** What is not yet so but need not be told. */
    void expect(String about, String text) {
        synchronized (now) {
            now.put(about, text);
        }
    }

    boolean has(String about) {
        synchronized (now) {
            return now.containsKey(about);
        }
    }

    void begin(String about, String text) {
        synchronized (now) {
            boolean known = text.equals(now.get(about));
            if (known || now.size() >= MOST_KEPT && !now.containsKey(about)) {
                return;
            }
            now.put(about, text);
        }
        log.warn("Slack: {}", text);
    }

    void end(String about) {
        String was;
        synchronized (now) {
            was = now.remove(about);
        }
        if (was != null) {
            log.info("Slack: no longer so: {}", was);
        }
    }

    /** One line; empty if all is well. */
    Optional<String> line() {
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
