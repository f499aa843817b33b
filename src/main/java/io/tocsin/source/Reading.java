package io.tocsin.source;

import io.tocsin.config.Place;
import io.tocsin.config.Problem;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is found while one source is read: monitors, problems, and what is not supported. */
final class Reading {

    private static final int MOST_PROBLEMS = 1_000;

    private final Set<Problem> problems = new LinkedHashSet<>();
    private int further;
    private final List<Written> monitors = new ArrayList<>();
    private final Map<Left, Unsupported> unsupported = new LinkedHashMap<>();
    private final Map<List<String>, Place> seen = new LinkedHashMap<>();

    private record Left(String path, Phrase what) {}

    private record Unsupported(Place first, int times) {}

    void add(Written monitor) {
        monitors.add(monitor);
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
        return new MonitorFile.Content(UniqueNames.of(monitors), all, warnings);
    }
}
