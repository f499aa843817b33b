package io.tocsin.routing;

import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Selector;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Hours in which rooms are not told of some trouble before they are over.
 *
 * @param selectors monitors, groups, tags, patterns, or {@code all}
 * @param levels what is held back
 * @param rooms names of rooms; none for all of them
 */
public record Quiet(String name, List<String> selectors, Set<Level> levels, Hours hours, List<String> rooms) {

    public Quiet {
        selectors = List.copyOf(selectors);
        levels = Set.copyOf(levels);
        rooms = List.copyOf(rooms);
    }

    /** Whether trouble is held back in such rooms. */
    public boolean holds(Monitor monitor, Level level, Instant moment) {
        return levels.contains(level) && hours.cover(moment)
                && selectors.stream().anyMatch(selector -> Selector.matches(selector, monitor));
    }
}
