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
        boolean minutes = Duration.between(from, to).compareTo(RollUp.KEEP_MINUTES) <= 0;
        List<Stored> rows = database.read(tx -> minutes
                ? SampleStore.MINUTES.between(tx, monitorId, minute(from), minute(to) + 1)
                : RollUp.between(tx, monitorId, minute(from), minute(to) + 1));
        rows.forEach(row -> sum.add(row.sample()));
        Optional.ofNullable(current.get(monitorId)).ifPresent(counting -> {
            synchronized (counting) {
                counting.over.stream()
                        .filter(row -> row.time() >= minute(from) && row.time() <= minute(to))
                        .forEach(row -> sum.add(row.sample()));
                sum.add(counting.sample);
            }
        });
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
