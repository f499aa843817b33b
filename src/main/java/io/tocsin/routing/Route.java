package io.tocsin.routing;

import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Selector;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Sends trouble of some monitors to rooms, beside those that the monitors name themselves.
 *
 * @param order those with lower numbers come first, those with equal ones by name
 * @param selectors monitors, groups, tags, patterns, or {@code all}
 * @param levels how bad it has to be
 * @param rooms names of rooms; none where only an escalation is meant
 * @param stop whether no later route counts where this one does
 * @param escalation the name of the steps to take; empty for none
 */
public record Route(
        String name, int order, List<String> selectors, Set<Level> levels, Hours hours, List<String> rooms,
        boolean stop, String escalation) {

    public Route {
        selectors = List.copyOf(selectors);
        levels = Set.copyOf(levels);
        rooms = List.copyOf(rooms);
    }

    /** Whether a route counts, or why not. */
    public enum Answer {
        COUNTS,
        OTHER_MONITORS,
        OTHER_SEVERITY,
        OTHER_HOURS,
        /** One before it has the last word. */
        STOPPED
    }

    Answer judge(Monitor monitor, Level level, Instant moment) {
        if (selectors.stream().noneMatch(selector -> Selector.matches(selector, monitor))) {
            return Answer.OTHER_MONITORS;
        }
        if (!levels.contains(level)) {
            return Answer.OTHER_SEVERITY;
        }
        return hours.cover(moment) ? Answer.COUNTS : Answer.OTHER_HOURS;
    }
}
