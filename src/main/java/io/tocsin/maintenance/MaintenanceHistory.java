package io.tocsin.maintenance;

import io.tocsin.monitor.Monitor;
import java.util.List;

/** Every run of a window there was. */
public final class MaintenanceHistory {

    private final List<Past> runs;

    /** @param runs in the order of their beginnings */
    MaintenanceHistory(List<Past> runs) {
        this.runs = List.copyOf(runs);
    }

    /** When a monitor was in maintenance, or is and will be: in their order, those that overlap or touch as one. */
    public List<Span> of(Monitor monitor) {
        return Span.joined(runs.stream()
                .filter(run -> Window.matches(run.selectors, monitor))
                .map(Past::span)
                .toList());
    }

    /**
     * A run.
     *
     * @param selectors what it covered
     */
    record Past(List<String> selectors, Span span) {}
}
