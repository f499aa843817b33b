package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Selector;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.watch.Definitions;
import io.tocsin.watch.MonitorView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The monitors that somebody named. */
record Picked(List<String> selectors, List<MonitorView> monitors) {

    static final int ASK_ABOVE = 20;
    private static final int NAMED = 5;

    /**
     * Finds what is named: names, groups, tags, patterns.
     *
     * @throws Refusal if one of them names nothing
     */
    static Picked find(Desk desk, List<String> selectors) {
        Set<MonitorView> found = new LinkedHashSet<>();
        List<String> names = selectors.stream().map(selector -> named(desk, selector)).toList();
        for (String selector : names) {
            List<MonitorView> matching = desk.watching().monitors().stream()
                    .filter(view -> Selector.matches(selector, view.monitor()))
                    .sorted(Comparator.comparing(view -> view.monitor().name()))
                    .toList();
            if (matching.isEmpty()) {
                throw none(desk.definitions(), selector);
            }
            found.addAll(matching);
        }
        return new Picked(names, new ArrayList<>(found));
    }

    /** {@code #42} is the monitor that the incident is or was about. */
    static String named(Desk desk, String selector) {
        if (!selector.matches("#\\d{1,18}")) {
            return selector;
        }
        long number = Long.parseLong(selector.substring(1));
        return desk.database().read(tx -> IncidentStore.find(tx, number))
                .flatMap(incident -> desk.watching().monitors().stream()
                        .map(MonitorView::monitor)
                        .filter(monitor -> monitor.id().equals(incident.monitorId()))
                        .findFirst())
                .map(Monitor::name)
                .orElseThrow(() -> Refusal.of("watch.no-incident", selector.substring(1)));
    }

    private static Refusal none(Definitions definitions, String selector) {
        boolean pattern = selector.indexOf('*') >= 0 || selector.indexOf('?') >= 0;
        if (pattern || selector.indexOf(':') > 0 || selector.equalsIgnoreCase("all")) {
            return Refusal.of("command.matches-nothing", selector);
        }
        try {
            return Refusal.of("command.matches-nothing", definitions.find(selector).name());
        } catch (Refusal unknown) {
            return unknown;
        }
    }

    /**
     * Finds one monitor.
     *
     * @throws Refusal if the selector names none or several
     */
    static MonitorView one(Desk desk, String selector) {
        Picked picked = find(desk, List.of(selector));
        if (picked.monitors.size() > 1) {
            throw Refusal.of("command.one-only", selector, picked.names());
        }
        return picked.monitors.getFirst();
    }

    boolean isMany() {
        return monitors.size() > ASK_ABOVE || selectors.stream().anyMatch("all"::equalsIgnoreCase);
    }

    /** Does it at once for a few monitors, and asks first for many. */
    void confirmed(ChatTalk talk, String what, ChatTalk.Confirmed action) throws Exception {
        if (isMany()) {
            talk.confirm(Phrase.of("command.sure", what, monitors.size()), action);
        } else {
            action.run();
        }
    }

    /** Their names, or how many they are. */
    Object names() {
        return monitors.size() <= NAMED
                ? String.join(", ", monitors.stream().map(view -> view.monitor().name()).toList())
                : Phrase.of("command.count", monitors.size());
    }
}
