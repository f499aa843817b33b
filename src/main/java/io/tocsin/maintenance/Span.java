package io.tocsin.maintenance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From one moment to another.
 *
 * @param to no longer part of it
 */
public record Span(Instant from, Instant to) {

    /** Spans in the order of their beginnings, those that overlap or touch made one. */
    static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans) {
            boolean apart = joined.isEmpty() || span.from.isAfter(joined.getLast().to);
            if (apart) {
                joined.add(span);
            } else if (span.to.isAfter(joined.getLast().to)) {
                joined.set(joined.size() - 1, new Span(joined.getLast().from, span.to));
            }
        }
        return joined;
    }
}
