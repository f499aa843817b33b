package io.tocsin.watch;

import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Monitors whose checks say nothing for a long time, as when the service that they mirror does not take the key any more:
 * that is no outage, and so whoever looks after the bot is told, once, and once when they can be judged again. Monitors
 * that are blind for one reason are one message. Only one thread looks.
 */
final class Blind {

    /** How often it looks. */
    static final Duration EVERY = Duration.ofSeconds(10);
    static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_NAMED = 10;

    private final InstantSource clock;
    private final Consumer<Phrase> tell;
    private final Map<String, Instant> since = new HashMap<>();
    private final Set<String> told = new TreeSet<>();

    Blind(InstantSource clock, Consumer<Phrase> tell) {
        this.clock = clock;
        this.tell = tell;
    }

    /** Looks at all monitors there are. */
    void look(Collection<MonitorView> monitors) {
        Instant now = clock.instant();
        Map<String, MonitorView> blind = new LinkedHashMap<>();
        monitors.stream()
                .filter(view -> view.unjudged().isPresent())
                .forEach(view -> blind.put(view.monitor().id(), view));
        since.keySet().retainAll(blind.keySet());
        blind.keySet().forEach(id -> since.putIfAbsent(id, now));
        lost(blind, now);
        found(monitors, blind.keySet());
    }

    private void lost(Map<String, MonitorView> blind, Instant now) {
        Map<Phrase, List<String>> names = new LinkedHashMap<>();
        blind.forEach((id, view) -> {
            if (!since.getOrDefault(id, now).plus(PATIENCE).isAfter(now) && told.add(id)) {
                Phrase why = view.unjudged().map(Seen::cause).orElseThrow();
                names.computeIfAbsent(why, _ -> new ArrayList<>()).add(view.monitor().name());
            }
        });
        names.forEach((why, who) -> tell.accept(Phrase.of("watch.blind", named(who), who.size(), PATIENCE, why)));
    }

    private void found(Collection<MonitorView> monitors, Set<String> blind) {
        List<String> again = monitors.stream()
                .map(MonitorView::monitor)
                .filter(monitor -> told.contains(monitor.id()) && !blind.contains(monitor.id()) && monitor.watched())
                .map(Monitor::name)
                .toList();
        told.retainAll(blind);
        if (!again.isEmpty()) {
            tell.accept(Phrase.of("watch.sees-again", named(again), again.size()));
        }
    }

    private static String named(List<String> names) {
        String first = names.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMED ? first : first + ", ...";
    }
}
