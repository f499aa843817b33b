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
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What checks saw, kept in little: a row a monitor and minute, rolled up to hours, and some of the results that were bad.
 * How much is written follows the number of monitors, not of checks. Safe for use by many threads.
 */
public final class History {

    private static final int ROWS_AT_ONCE = 200;

    private final Database database;
    private final RollUp rollUp;
    private final Map<String, Minute> current = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Stored> over = new ConcurrentLinkedQueue<>();
    private final BadResults bad = new BadResults();

    /** The minute that is being counted. */
    private static final class Minute {
        private long minute = -1;
        private Sample sample = new Sample();
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
        Minute minute = current.computeIfAbsent(monitorId, id -> new Minute());
        synchronized (minute) {
            if (minute.minute != now) {
                turn(monitorId, minute, now);
            }
            minute.sample.add(seen);
        }
        bad.saw(monitorId, seen, incident);
    }

    private void turn(String monitorId, Minute minute, long now) {
        if (!minute.sample.isEmpty()) {
            over.add(new Stored(monitorId, minute.minute, minute.sample));
        }
        minute.minute = now;
        minute.sample = new Sample();
    }

    /** Hands what is over to the database. */
    public void flush(Instant now) {
        long thisMinute = minute(now);
        current.forEach((id, minute) -> {
            synchronized (minute) {
                if (minute.minute < thisMinute) {
                    turn(id, minute, thisMinute);
                }
            }
        });
        write();
    }

    /** Hands everything to the database, as at the end. */
    public void flushAll() {
        current.forEach((id, minute) -> {
            synchronized (minute) {
                turn(id, minute, minute.minute);
            }
        });
        write();
    }

    private void write() {
        List<Stored> rows = new ArrayList<>();
        for (Stored row = over.poll(); row != null; row = over.poll()) {
            rows.add(row);
            if (rows.size() == ROWS_AT_ONCE) {
                write(rows);
                rows = new ArrayList<>();
            }
        }
        if (!rows.isEmpty()) {
            write(rows);
        }
        bad.drain().forEach(result -> database.write(Priority.SAMPLE, result::write));
    }

    private void write(List<Stored> rows) {
        database.write(Priority.SAMPLE, tx -> rows.forEach(row -> SampleStore.MINUTES.add(tx, row)));
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
                : SampleStore.HOURS.between(tx, monitorId, minute(from) / 60, minute(to) / 60 + 1));
        rows.forEach(row -> sum.add(row.sample()));
        over.stream().filter(row -> row.monitorId().equals(monitorId)).forEach(row -> sum.add(row.sample()));
        Minute now = current.get(monitorId);
        if (now != null) {
            synchronized (now) {
                sum.add(now.sample);
            }
        }
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
