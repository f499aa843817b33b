package io.tocsin.maintenance;

import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Selector;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.util.List;

/**
 * A maintenance window: while it is open, trouble of what it covers is no incident, and its time does not count.
 *
 * @param id by which it is stored
 * @param origin where it is defined, and so where it can be changed
 * @param by who added it; without a name where nobody did
 */
public record Window(long id, Origin origin, Draft draft, Person by, Instant since) {

    /** Who has added what a file defines. */
    public static final Person NOBODY = new Person("", "");

    /**
     * A window as it is written.
     *
     * @param name by which people know it
     * @param selectors what it covers: monitors, groups, tags, patterns, or {@code all}
     * @param because why; may be empty
     */
    public record Draft(String name, List<String> selectors, Timetable when, String because) {

        private static final int LONGEST_NAME = 60;

        /** @throws Refusal if it cannot be named so, or covers nothing */
        public Draft {
            selectors = selectors.stream().map(selector -> selector.strip().replaceAll("\\s+", " ")).toList();
            if (name.isBlank() || name.length() > LONGEST_NAME || name.equalsIgnoreCase("all")
                    || name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
                throw Refusal.of("maintenance.name", name, Integer.toString(LONGEST_NAME));
            }
            if (selectors.isEmpty()) {
                throw Refusal.of("maintenance.nothing");
            }
        }
    }

    public String name() {
        return draft.name();
    }

    public boolean covers(Monitor monitor) {
        return matches(draft.selectors(), monitor);
    }

    static boolean matches(List<String> selectors, Monitor monitor) {
        return selectors.stream().anyMatch(selector -> Selector.matches(selector, monitor));
    }
}
