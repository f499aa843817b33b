package io.tocsin.status;

import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.monitor.Seen;
import io.tocsin.status.SampleStore.Owner;
import io.tocsin.status.SampleStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What checks saw, kept in little: a row a monitor and minute, rolled up to hours, and some of the results that were bad.
 * How much is written follows the number of monitors, not of checks. Safe for use by many threads.
 */
public final class History {

    private static final int ROWS_AT_ONCE = 200;
    private static final int MINUTES_TOGETHER = 5;
    /** Locations of one monitor that are remembered, however often it is defined anew. */
    private static final int MOST_PLACES = 100;
    /** Before the name of a location, none of which can so be taken for the whole. */
    private static final String FROM = "from ";

    private final Database database;
    private final RollUp rollUp;
    private final Map<Owner, Counting> current = new ConcurrentHashMap<>();
    /** Of monitors that are looked at from several locations, those locations. */
    private final Map<String, Set<String>> places = new ConcurrentHashMap<>();
    private final BadResults bad = new BadResults();

    /** The minute that is being counted, and those before that are not written yet. */
    private static final class Counting {

        private final List<Stored> over = new ArrayList<>();
        private long minute = -1;
        private Sample sample = new Sample();

        void turn(Owner owner, long now) {
            if (!sample.isEmpty()) {
                over.add(new Stored(owner, minute, sample));
            }
            minute = now;
            sample = new Sample();
        }
    }

    /**
     * How a monitor's checks went over a while.
     *
     * @param failures of the checks, those judged down
     */
    public record Summary(long checks, long failures, Duration mean, Duration median, Duration p95, Duration longest) {}

    public History(Database database) {
        this.database = database;
        this.rollUp = new RollUp(database);
    }

    /** Takes in a check, unless it says nothing: as a whole, and what each location saw where there are several. */
    public void saw(String monitorId, Seen seen, OptionalLong incident) {
        if (!seen.judged()) {
            return;
        }
        count(here(monitorId), seen);
        if (!seen.verdict().places().isEmpty()) {
            Set<String> names = places.computeIfAbsent(monitorId, _ -> ConcurrentHashMap.newKeySet());
            seen.places().forEach((name, sight) -> {
                if (names.contains(name) || names.size() < MOST_PLACES) {
                    names.add(name);
                    count(new Owner(monitorId, FROM + name), sight);
                }
            });
        }
        bad.saw(monitorId, seen, incident);
    }

    private void count(Owner owner, Seen seen) {
        long now = minute(seen.began());
        Counting counting = current.computeIfAbsent(owner, _ -> new Counting());
        synchronized (counting) {
            if (counting.minute != now) {
                counting.turn(owner, now);
            }
            counting.sample.add(seen);
        }
    }

    /** The checks as a whole. */
    private static Owner here(String monitorId) {
        return new Owner(monitorId, SampleStore.HERE);
    }

    /**
     * Hands what is over to the database: each monitor's minutes some at a time and in turns, because they lie together
     * there, and touching that place once for several is cheaper.
     */
    public void flush(Instant now) {
        long thisMinute = minute(now);
        write(counted((owner, counting) -> {
            if (counting.minute < thisMinute) {
                counting.turn(owner, thisMinute);
            }
            return Math.floorMod(thisMinute + owner.monitorId().hashCode(), MINUTES_TOGETHER) == 0
                    || counting.over.size() > MINUTES_TOGETHER;
        }));
    }

    /** Hands everything to the database, as at the end. */
    public void flushAll() {
        write(counted((owner, counting) -> {
            counting.turn(owner, counting.minute);
            return true;
        }));
    }

    private List<Stored> counted(BiPredicate<Owner, Counting> wanted) {
        List<Stored> rows = new ArrayList<>();
        current.forEach((owner, counting) -> {
            synchronized (counting) {
                if (wanted.test(owner, counting)) {
                    rows.addAll(counting.over);
                    counting.over.clear();
                }
            }
        });
        return rows;
    }

    private void write(List<Stored> rows) {
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            List<Stored> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
            var _ = database.write(Priority.SAMPLE, tx -> some.forEach(row -> SampleStore.MINUTES.add(tx, row)));
        }
        for (BadResults.Kept result : bad.drain()) {
            var _ = database.write(Priority.SAMPLE, result::write);
        }
    }

    /** Forgets a monitor that is no longer watched; what is written stays until it is old. */
    public void forget(String monitorId) {
        current.remove(here(monitorId));
        Set<String> names = places.remove(monitorId);
        if (names != null) {
            names.forEach(name -> current.remove(new Owner(monitorId, FROM + name)));
        }
        bad.forget(monitorId);
    }

    /** Rolls minutes up to hours and forgets what is old. Takes its time. */
    public void rollUp(Instant now) {
        rollUp.run(now);
    }

    /** How a monitor's checks went from one moment to another, to the minute, or to the hour where it is long ago. */
    public Summary summary(String monitorId, Instant from, Instant to) {
        Sample sum = new Sample();
        rows(here(monitorId), from, to).forEach(row -> sum.add(row.sample()));
        return summary(sum);
    }

    /** The same of each location that it was looked at from; nothing where there is but one. */
    public SortedMap<String, Summary> places(String monitorId, Instant from, Instant to) {
        Set<Owner> owners = new HashSet<>(database.read(tx -> SampleStore.MINUTES.locations(tx, monitorId)));
        places.getOrDefault(monitorId, Set.of()).forEach(name -> owners.add(new Owner(monitorId, FROM + name)));
        owners.remove(here(monitorId));
        SortedMap<String, Summary> found = new TreeMap<>();
        for (Owner owner : owners) {
            Sample sum = new Sample();
            rows(owner, from, to).forEach(row -> sum.add(row.sample()));
            if (!sum.isEmpty()) {
                found.put(owner.location().substring(FROM.length()), summary(sum));
            }
        }
        return found;
    }

    /**
     * How they went in each of so many parts of that while, the oldest first. Parts are whole minutes.
     *
     * @throws IllegalArgumentException if it is longer than minutes are kept
     */
    public List<Summary> parts(String monitorId, Instant from, Instant to, int count) {
        if (Duration.between(from, to).compareTo(RollUp.KEEP_MINUTES) > 0) {
            throw new IllegalArgumentException("Minutes are kept for " + RollUp.KEEP_MINUTES);
        }
        List<Sample> parts = Stream.generate(Sample::new).limit(count).toList();
        long first = minute(from);
        long length = Math.max(1, minute(to) - first);
        for (Stored row : rows(here(monitorId), from, to)) {
            parts.get((int) Math.min(count - 1, (row.time() - first) * count / length)).add(row.sample());
        }
        return parts.stream().map(History::summary).toList();
    }

    private List<Stored> rows(Owner owner, Instant from, Instant to) {
        boolean minutes = Duration.between(from, to).compareTo(RollUp.KEEP_MINUTES) <= 0;
        List<Stored> rows = new ArrayList<>(database.read(tx -> minutes
                ? SampleStore.MINUTES.between(tx, owner, minute(from), minute(to) + 1)
                : RollUp.between(tx, owner, minute(from), minute(to) + 1)));
        waiting(owner).stream()
                .filter(row -> row.time() >= minute(from))
                .map(row -> new Stored(owner, Math.min(row.time(), minute(to)), row.sample()))
                .forEach(rows::add);
        return rows;
    }

    /**
     * The checks of a minute.
     *
     * @param at its beginning
     */
    public record Minute(Instant at, Summary checks) {}

    /** The newest minutes in which a monitor was checked, the newest first. */
    public List<Minute> newest(String monitorId, int most) {
        Map<Long, Sample> minutes = new TreeMap<>(Comparator.reverseOrder());
        List<Stored> rows = new ArrayList<>(database.read(tx -> SampleStore.MINUTES.newest(tx, here(monitorId), most)));
        rows.addAll(waiting(here(monitorId)));
        rows.stream()
                .filter(row -> !row.sample().isEmpty())
                .forEach(row -> minutes.computeIfAbsent(row.time(), minute -> new Sample()).add(row.sample()));
        return minutes.entrySet().stream()
                .limit(most)
                .map(minute -> new Minute(Instant.ofEpochSecond(60 * minute.getKey()), summary(minute.getValue())))
                .toList();
    }

    /** What is not in the database yet: a copy, the minute that is being counted last. */
    private List<Stored> waiting(Owner owner) {
        Counting counting = current.get(owner);
        if (counting == null) {
            return List.of();
        }
        synchronized (counting) {
            List<Stored> rows = new ArrayList<>(counting.over);
            Sample copy = new Sample();
            copy.add(counting.sample);
            rows.add(new Stored(owner, counting.minute, copy));
            return rows;
        }
    }

    private static Summary summary(Sample sum) {
        long mean = sum.checks() == 0 ? 0 : sum.sumMillis() / sum.checks();
        return new Summary(
                sum.checks(), sum.failures(), Duration.ofMillis(mean), Duration.ofMillis(sum.quantileMillis(0.5)),
                Duration.ofMillis(sum.quantileMillis(0.95)), Duration.ofMillis(sum.maxMillis()));
    }

    /** The newest bad results of a monitor, the newest first. */
    public List<BadResults.Kept> badResults(String monitorId, int most) {
        List<BadResults.Kept> results = new ArrayList<>(bad.waiting(monitorId).reversed());
        results.addAll(database.read(tx -> BadResults.newest(tx, monitorId, most)));
        return results.stream().limit(most).toList();
    }

    private static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60);
    }
}
