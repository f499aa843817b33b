package io.tocsin.status;

import io.tocsin.db.Database;
import io.tocsin.db.FailPoint;
import io.tocsin.db.Priority;
import io.tocsin.db.Tx;
import io.tocsin.status.SampleStore.Owner;
import io.tocsin.status.SampleStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Makes hours of minutes and forgets what is old, a few monitors at a time, so that no change waits long. Hours are made
 * anew from their minutes each time, so being stopped half-way does no harm.
 */
final class RollUp {

    static final Duration KEEP_MINUTES = Duration.ofDays(14);
    static final Duration KEEP_HOURS = Duration.ofDays(400);
    static final Duration KEEP_RESULTS = Duration.ofDays(30);
    private static final int AT_ONCE = 5;
    private static final int RESULTS_AT_ONCE = 500;
    private static final int MINUTES = 60;
    private static final String ROLLED = "rolled-hour";

    private final Database database;

    RollUp(Database database) {
        this.database = database;
    }

    /** Rolls up every hour that is over and not rolled up yet. */
    void run(Instant now) {
        long thisHour = Duration.ofSeconds(now.getEpochSecond()).toHours();
        OptionalLong rolled = database.read(RollUp::rolled);
        if (rolled.orElse(0) >= thisHour) {
            return;
        }
        long from = rolled.isPresent() ? settled(rolled.getAsLong()) : thisHour - KEEP_MINUTES.toHours();
        each(SampleStore.MINUTES, (tx, owner) -> roll(tx, owner, from, thisHour, now));
        long oldest = Duration.ofSeconds(now.minus(KEEP_HOURS).getEpochSecond()).toHours();
        each(SampleStore.HOURS, (tx, owner) -> SampleStore.HOURS.forget(tx, owner, oldest));
        write(tx -> {
            tx.update(
                    "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
                    ROLLED, Long.toString(thisHour));
        });
        forgetResults(now.minus(KEEP_RESULTS));
    }

    /** The newest hours may still get minutes that were written late, so they are rolled up twice. */
    private static long settled(long rolled) {
        return rolled - 1;
    }

    private static OptionalLong rolled(Tx tx) {
        return tx.first("select value from meta where key = ?", row -> Long.parseLong(row.text("value")), ROLLED)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** A long while of one monitor, given in minutes: hours as far as they are certain, then minutes. */
    static List<Stored> between(Tx tx, Owner owner, long fromMinute, long toMinute) {
        OptionalLong rolled = rolled(tx);
        long border = rolled.isPresent() ? settled(rolled.getAsLong()) : fromMinute / MINUTES;
        List<Stored> rows = new ArrayList<>(SampleStore.HOURS.between(
                tx, owner, fromMinute / MINUTES, Math.min(border, toMinute / MINUTES + 1)));
        rows.addAll(SampleStore.MINUTES.between(tx, owner, Math.max(fromMinute, border * MINUTES), toMinute));
        return rows;
    }

    private void forgetResults(Instant before) {
        AtomicInteger forgotten = new AtomicInteger();
        do {
            write(tx -> forgotten.set(tx.update(
                    "delete from raw_result where id in (select id from raw_result where at < ? order by at limit ?)",
                    before, RESULTS_AT_ONCE)));
        } while (forgotten.get() == RESULTS_AT_ONCE);
    }

    /** Goes through the monitors that have rows, a few in each transaction. */
    private void each(SampleStore rows, BiConsumer<Tx, Owner> work) {
        List<String> monitors = owners(rows, Optional.empty());
        while (!monitors.isEmpty()) {
            List<String> these = monitors;
            write(tx -> these.forEach(
                    monitor -> rows.locations(tx, monitor).forEach(owner -> work.accept(tx, owner))));
            FailPoint.reach("roll-up");
            monitors = owners(rows, Optional.of(monitors.getLast()));
        }
    }

    private List<String> owners(SampleStore rows, Optional<String> after) {
        return database.read(tx -> rows.owners(tx, after, AT_ONCE));
    }

    private void write(Tx.Work work) {
        try {
            database.write(Priority.SAMPLE, work).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the roll-up could not be written", e);
        }
    }

    private static void roll(Tx tx, Owner owner, long fromHour, long toHour, Instant now) {
        Map<Long, Sample> hours = new TreeMap<>();
        for (Stored minute : SampleStore.MINUTES.between(tx, owner, fromHour * MINUTES, toHour * MINUTES)) {
            hours.computeIfAbsent(minute.time() / MINUTES, hour -> new Sample()).add(minute.sample());
        }
        hours.forEach((hour, sum) -> SampleStore.HOURS.put(tx, new Stored(owner, hour, sum)));
        SampleStore.MINUTES.forget(tx, owner,
                Duration.ofSeconds(now.minus(KEEP_MINUTES).getEpochSecond()).toMinutes());
    }
}
