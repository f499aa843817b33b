package io.tocsin.page;

import io.tocsin.monitor.Selector;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Language;
import io.tocsin.watch.MonitorView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which monitors a request asks for.
 *
 * @param group exactly this; an empty one is that of the monitors without a group
 * @param monitor a name or pattern
 * @param states as they are shown; none for all
 * @param offset how many to leave out
 * @param limit how many to list at most
 */
record Wanted(
        Optional<String> group, Optional<String> tag, Optional<String> monitor, Set<State> states, int offset,
        int limit) {

    static final int ROWS = 150;

    private static final int API_USUAL = 100;
    private static final int API_MOST = 1_000;
    private static final int FURTHEST = 1_000_000;
    private static final String TROUBLE = "trouble";
    private static final List<String> FILTERS = List.of("group", "tag", "monitor", "state");

    /** What a page asks for; its pages are counted from 1. */
    static Wanted page(Map<String, String> query) {
        known(query, also("page"));
        int page = number(query, "page", 1, 1, FURTHEST / ROWS);
        return of(query, (page - 1) * ROWS, ROWS);
    }

    static Wanted api(Map<String, String> query) {
        known(query, also("limit", "offset"));
        return of(query, number(query, "offset", 0, 0, FURTHEST), number(query, "limit", API_USUAL, 1, API_MOST));
    }

    private static Set<String> also(String... more) {
        Set<String> known = new TreeSet<>(FILTERS);
        known.addAll(List.of(more));
        return known;
    }

    private static Wanted of(Map<String, String> query, int offset, int limit) {
        return new Wanted(
                Optional.ofNullable(query.get("group")), Optional.ofNullable(query.get("tag")),
                Optional.ofNullable(query.get("monitor")),
                Optional.ofNullable(query.get("state")).map(Wanted::states).orElse(Set.of()), offset, limit);
    }

    private static Set<State> states(String asked) {
        Set<State> states = new TreeSet<>();
        for (String word : asked.strip().split("\\s*,\\s*")) {
            if (word.equalsIgnoreCase(TROUBLE)) {
                Arrays.stream(State.values()).filter(State::noteworthy).forEach(states::add);
            } else {
                states.add(Arrays.stream(State.values())
                        .filter(state -> state.name().equalsIgnoreCase(word))
                        .findFirst()
                        .orElseThrow(() -> Refusal.of("page.bad-value", "state", Html.brief(word, 40), words())));
            }
        }
        return states;
    }

    private static String words() {
        List<String> words = new ArrayList<>();
        Arrays.stream(State.values()).forEach(state -> words.add(state.name().toLowerCase(Locale.ROOT)));
        words.add(TROUBLE);
        return String.join(", ", words);
    }

    /** @throws Refusal if a request says something that nobody reads */
    static void known(Map<String, String> query, Set<String> asked) {
        List<String> known = new ArrayList<>(new TreeSet<>(asked));
        known.add(Scene.LANGUAGE);
        Optional.ofNullable(query.get(Scene.LANGUAGE)).ifPresent(Language::parse);
        query.keySet().stream().filter(name -> !known.contains(name)).sorted().findFirst().ifPresent(name -> {
            throw Refusal.of("page.bad-parameter", Html.brief(name, 40), String.join(", ", known));
        });
    }

    private static int number(Map<String, String> query, String name, int usual, int least, int most) {
        String asked = query.get(name);
        if (asked == null) {
            return usual;
        }
        if (asked.matches("\\d{1,7}") && Integer.parseInt(asked) >= least && Integer.parseInt(asked) <= most) {
            return Integer.parseInt(asked);
        }
        throw Refusal.of("page.bad-number", name, Html.brief(asked, 40), Integer.toString(least),
                Integer.toString(most));
    }

    /** Whether it leaves anything out. */
    boolean filters() {
        return group.isPresent() || tag.isPresent() || monitor.isPresent() || !states.isEmpty();
    }

    boolean fits(MonitorView view) {
        return group.map(wanted -> view.monitor().group().equalsIgnoreCase(wanted)).orElse(true)
                && tag.map(wanted -> view.monitor().tags().stream().anyMatch(wanted::equalsIgnoreCase)).orElse(true)
                && monitor.map(wanted -> Selector.matchesName(wanted, view.monitor().name())).orElse(true)
                && (states.isEmpty() || states.contains(State.of(view)));
    }

    /** The address of the same with another beginning. */
    String at(String path, String further) {
        List<String> parts = new ArrayList<>();
        group.ifPresent(value -> parts.add("group=" + Html.encoded(value)));
        tag.ifPresent(value -> parts.add("tag=" + Html.encoded(value)));
        monitor.ifPresent(value -> parts.add("monitor=" + Html.encoded(value)));
        if (!states.isEmpty()) {
            parts.add("state=" + String.join(",", states.stream().map(State::word).toList()));
        }
        parts.add(further);
        return path + "?" + String.join("&", parts);
    }
}
