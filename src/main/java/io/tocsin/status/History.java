package io.tocsin.status;

import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.monitor.Seen;
import io.tocsin.status.SampleStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

    private final Database database;
    private final RollUp rollUp;
    private final Map<String, Counting> current = new ConcurrentHashMap<>();
    private final BadResults bad = new BadResults();

    /** The minute that is being counted, and those before that are not written yet. */
    private static final class Counting {

        private final List<Stored> over = new ArrayList<>();
        private long minute = -1;
        private Sample sample = new Sample();

        void turn(String monitorId, long now) {
            if (!sample.isEmpty()) {
                over.add(new Stored(monitorId, minute, sample));
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

    /** Takes in a check. */
    public void saw(String monitorId, Seen seen, OptionalLong incident) {
        long now = minute(seen.began());
        Counting counting = current.computeIfAbsent(monitorId, id -> new Counting());
        synchronized (counting) {
            if (counting.minute != now) {
                counting.turn(monitorId, now);
            }
            counting.sample.add(seen);
        }
        bad.saw(monitorId, seen, incident);
    }

    /**
     * Hands what is over to the database: each monitor's minutes some at a time and in turns, because they lie together
     * there, and touching that place once for several is cheaper.
     */
    public void flush(Instant now) {
        long thisMinute = minute(now);
        write(counted((id, counting) -> {
            if (counting.minute < thisMinute) {
                counting.turn(id, thisMinute);
            }
            return Math.floorMod(thisMinute + id.hashCode(), MINUTES_TOGETHER) == 0
                    || counting.over.size() > MINUTES_TOGETHER;
        }));
    }

    /** Hands everything to the database, as at the end. */
    public void flushAll() {
        write(counted((id, counting) -> {
            counting.turn(id, counting.minute);
            return true;
        }));
    }

    private List<Stored> counted(BiPredicate<String, Counting> wanted) {
        List<Stored> rows = new ArrayList<>();
        current.forEach((id, counting) -> {
            synchronized (counting) {
                if (wanted.test(id, counting)) {
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
        current.remove(monitorId);
        bad.forget(monitorId);
    }

    /** Rolls minutes up to hours and forgets what is old. Takes its time. */
    public void rollUp(Instant now) {
        rollUp.run(now);
    }

    /** How a monitor's checks went from one moment to another, to the minute, or to the hour where it is long ago. */
    public Summary summary(String monitorId, Instant from, Instant to) {
        Sample sum = new Sample();
        rows(monitorId, from, to).forEach(row -> sum.add(row.sample()));
        return summary(sum);
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
        for (Stored row : rows(monitorId, from, to)) {
            parts.get((int) Math.min(count - 1, (row.time() - first) * count / length)).add(row.sample());
        }
        return parts.stream().map(History::summary).toList();
    }

    private List<Stored> rows(String monitorId, Instant from, Instant to) {
        boolean minutes = Duration.between(from, to).compareTo(RollUp.KEEP_MINUTES) <= 0;
        List<Stored> rows = new ArrayList<>(database.read(tx -> minutes
                ? SampleStore.MINUTES.between(tx, monitorId, minute(from), minute(to) + 1)
                : RollUp.between(tx, monitorId, minute(from), minute(to) + 1)));
        Optional.ofNullable(current.get(monitorId)).ifPresent(counting -> {
            synchronized (counting) {
                counting.over.stream()
                        .filter(row -> row.time() >= minute(from) && row.time() <= minute(to))
                        .forEach(rows::add);
                Sample copy = new Sample();
                copy.add(counting.sample);
                rows.add(new Stored(monitorId, Math.clamp(counting.minute, minute(from), minute(to)), copy));
            }
        });
        return rows;
    }

    private static Summary summary(Sample sum) {
        long mean = sum.checks() == 0 ? 0 : sum.sumMillis() / sum.checks();
        return new Summary(
                sum.checks(), sum.failures(), Duration.ofMillis(mean), Duration.ofMillis(sum.quantileMillis(0.5)),
                Duration.ofMillis(sum.quantileMillis(0.95)), Duration.ofMillis(sum.maxMillis()));
    }

    /** The newest bad results of a monitor, the newest first. */
    public List<BadResults.Kept> badResults(String monitorId, int most) {
        return database.read(tx -> BadResults.newest(tx, monitorId, most));
    }

    private static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60);
    }
}
