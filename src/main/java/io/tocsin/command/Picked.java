package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.monitor.Selector;
import io.tocsin.spi.Phrase;
import io.tocsin.watch.Definitions;
import io.tocsin.watch.MonitorView;
import io.tocsin.watch.Watching;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The monitors that somebody named. */
record Picked(List<String> selectors, List<MonitorView> monitors) {

    private static final int ASK_ABOVE = 20;

    /**
     * Finds what is named: names, groups, tags, patterns.
     *
     * @throws io.tocsin.spi.Refusal if one of them names nothing
     */
    static Picked find(Watching watching, Definitions definitions, List<String> selectors) {
        Set<MonitorView> found = new LinkedHashSet<>();
        for (String selector : selectors) {
            List<MonitorView> matching = watching.monitors().stream()
                    .filter(view -> Selector.matches(selector, view.monitor()))
                    .sorted(Comparator.comparing(view -> view.monitor().name()))
                    .toList();
            if (matching.isEmpty()) {
                definitions.find(selector);
            }
            found.addAll(matching);
        }
        return new Picked(selectors, new ArrayList<>(found));
    }

    boolean isMany() {
        return monitors.size() > ASK_ABOVE || selectors.stream().anyMatch("all"::equalsIgnoreCase);
    }

    /** Does it at once for a few monitors, and asks first for many. */
    void confirmed(ChatTalk talk, String what, ChatTalk.Confirmed action) throws Exception {
        if (isMany()) {
            talk.confirm(Phrase.of("command.sure", what, Integer.toString(monitors.size())), action);
        } else {
            action.run();
        }
    }

    /** Their names, or how many they are. */
    String names() {
        return monitors.size() <= 5
                ? String.join(", ", monitors.stream().map(view -> view.monitor().name()).toList())
                : monitors.size() + " monitors";
    }
}
