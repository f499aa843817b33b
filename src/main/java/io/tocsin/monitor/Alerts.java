package io.tocsin.monitor;

import io.tocsin.spi.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What rooms hear of a monitor beyond the first notice and the end of its trouble.
 *
 * @param description what its trouble means, in the words of whoever wrote it; may be empty
 * @param later further notices while trouble goes on, the earliest first
 * @param quiet rooms that are not told when it is over
 * @param escalation the name of the steps that are taken while nobody acknowledges; empty for those of a route
 */
public record Alerts(String description, List<Later> later, List<String> quiet, String escalation) {

    /** Nothing beyond. */
    public static final Alerts NONE = new Alerts("", List.of(), List.of(), "");

    /** The room of what nobody is to be told. */
    public static final String NOBODY = "nobody";

    private static final Pattern LATER = Pattern.compile("\\s*(\\d{1,4})\\s+(\\S+)(?:\\s+(\\S.*))?", Pattern.DOTALL);

    public Alerts {
        later = later.stream().sorted(Comparator.comparingInt(Later::checks)).toList();
        quiet = List.copyOf(quiet);
    }

    /** Without steps of its own. */
    public Alerts(String description, List<Later> later, List<String> quiet) {
        this(description, later, quiet, "");
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** After how many bad checks in a row the next notice is due, of those that come after so many. */
    public OptionalInt next(int told) {
        return later.stream().mapToInt(Later::checks).filter(checks -> checks > told).min();
    }

    /** The notices that are due after exactly so many bad checks in a row. */
    public List<Later> at(int checks) {
        return later.stream().filter(one -> one.checks == checks).toList();
    }

    /** The rooms of the notices that were due by then. */
    public Set<String> rooms(int checks) {
        return later.stream().filter(one -> one.checks <= checks).map(Later::room)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A further notice.
     *
     * @param checks bad checks in a row after which it is due
     * @param room who is told
     * @param text what it says beside the state of things; may be empty
     */
    public record Later(int checks, String room, String text) {

        /**
         * Reads what {@link #written} writes.
         *
         * @throws Refusal if it is something else
         */
        public static Later parse(String written) {
            Matcher parts = LATER.matcher(written);
            if (!parts.matches()) {
                throw Refusal.of("monitor.later", written);
            }
            String text = parts.group(3);
            return new Later(Integer.parseInt(parts.group(1)), parts.group(2), text == null ? "" : text);
        }

        /** Such as {@code 10 slack:#ops nobody has looked yet}. */
        public String written() {
            return checks + " " + room + (text.isEmpty() ? "" : " " + text);
        }
    }
}
