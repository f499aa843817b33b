package io.tocsin.page;

import io.tocsin.watch.MonitorView;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a monitor is shown, the worst first; each with a sign, so that colour is never alone. */
enum State {
    DOWN("\u2715"),
    FLAPPING("\u2248"),
    DEGRADED("!"),
    UNKNOWN("?"),
    PENDING("\u2026"),
    PAUSED("\u2016"),
    UP("\u2713");

    private static final Map<String, State> KNOWN =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(State::name, state -> state));

    private final String sign;

    State(String sign) {
        this.sign = sign;
    }

    static State of(MonitorView view) {
        return KNOWN.getOrDefault(view.shown(), UNKNOWN);
    }

    /** Whether somebody should look. */
    boolean noteworthy() {
        return this == DOWN || this == FLAPPING || this == DEGRADED || this == UNKNOWN;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Map<State, Integer> count(List<MonitorView> views) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        views.forEach(view -> counts.merge(of(view), 1, Integer::sum));
        return counts;
    }

    /** Writes the state as a label; {@code text} is the word, or another. */
    void label(Html html, String text) {
        html.open("span", "class", "s " + word()).leaf("span", sign, "aria-hidden", "true").text(" " + text)
                .close("span");
    }
}
