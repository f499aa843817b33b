package io.tocsin.source;

import io.tocsin.config.Place;
import io.tocsin.config.Problem;
import io.tocsin.maintenance.Timetable;
import io.tocsin.maintenance.Window;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What is found while one source is read: monitors, problems, and what is not supported. */
final class Reading {

    private static final int MOST_PROBLEMS = 1_000;
    private static final int LONGEST_NAME = 50;
    private static final String ALL = "all";
    private static final String GATUS = "gatus";

    private final Set<Problem> problems = new LinkedHashSet<>();
    private int further;
    private final List<Written> monitors = new ArrayList<>();
    private final List<Closing> closings = new ArrayList<>();
    private final Map<Left, Unsupported> unsupported = new LinkedHashMap<>();
    private final Map<List<String>, Place> seen = new LinkedHashMap<>();

    /** A time in which trouble is none: of one monitor, by its place among them, or of all. */
    private record Closing(OptionalInt monitor, Timetable when) {}

    private record Left(String path, Phrase what) {}

    private record Unsupported(Place first, int times) {}

    void add(Written monitor) {
        monitors.add(monitor);
    }

    /** A time in which trouble of whatever is watched is none. */
    void closed(Timetable when) {
        closings.add(new Closing(OptionalInt.empty(), when));
    }

    /** The same of the monitor that was added last. */
    void closedLast(Timetable when) {
        closings.add(new Closing(OptionalInt.of(monitors.size() - 1), when));
    }

    /** Monitors may be called otherwise by now. */
    private List<Window.Draft> windows(List<Written> named) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Window.Draft> windows = new ArrayList<>();
        for (Closing closing : closings) {
            String what = closing.monitor.isPresent() ? named.get(closing.monitor.getAsInt()).draft().name() : ALL;
            String name = what.equals(ALL) ? GATUS : what.substring(0, Math.min(LONGEST_NAME, what.length()));
            int number = numbers.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
            windows.add(new Window.Draft(number == 1 ? name : name + "-" + number, List.of(what), closing.when, ""));
        }
        return windows;
    }

    void problem(String path, String shown, Place place, Phrase what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(path, shown, place, what));
            return;
        }
        further++;
    }

    /** Notes a key that means something to others and nothing here; each is told once a source. */
    void unsupported(String path, Place place) {
        warn(path, place, Phrase.of("source.unsupported"));
    }

    void warn(String path, Place place, Phrase what) {
        unsupported.merge(
                new Left(path, what), new Unsupported(place, 1),
                (old, more) -> new Unsupported(old.first, old.times + 1));
    }

    /** Refuses an entry that says who it is with the same words as an earlier one. */
    void unique(String path, Place place, Phrase by, List<String> identity) {
        Place earlier = seen.putIfAbsent(identity, place);
        if (earlier != null) {
            problem(path, "", place, Phrase.of("source.duplicate", earlier.words(), by));
        }
    }

    MonitorFile.Content content() {
        List<Problem> warnings = new ArrayList<>();
        unsupported.forEach((left, found) -> {
            Phrase what = found.times == 1
                    ? left.what
                    : Phrase.of("source.times", left.what, String.valueOf(found.times));
            warnings.add(new Problem(left.path, "", found.first, what));
        });
        List<Problem> all = new ArrayList<>(problems);
        if (further > 0) {
            all.add(new Problem("", "", Place.NOWHERE, Phrase.of("config.problem.more", String.valueOf(further))));
        }
        List<Written> named = UniqueNames.of(monitors);
        return new MonitorFile.Content(named, windows(named), all, warnings);
    }
}
