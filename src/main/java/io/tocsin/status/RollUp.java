package io.tocsin.status;

import io.tocsin.db.Database;
import io.tocsin.db.FailPoint;
import io.tocsin.db.Priority;
import io.tocsin.db.Tx;
import io.tocsin.status.SampleStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Makes hours of minutes and forgets what is old, a few monitors at a time, so that no change waits long. Hours are made
 * anew from their minutes each time, so being stopped half-way does no harm.
 */
final class RollUp {

    static final Duration KEEP_MINUTES = Duration.ofDays(14);
    static final Duration KEEP_HOURS = Duration.ofDays(400);
    static final Duration KEEP_RESULTS = Duration.ofDays(30);
    private static final int AT_ONCE = 5;
    private static final int MINUTES = 60;
    private static final String ROLLED = "rolled-hour";

    private final Database database;

    RollUp(Database database) {
        this.database = database;
    }

    /** Rolls up every hour that is over and not rolled up yet. */
    void run(Instant now) {
        long thisHour = Duration.ofSeconds(now.getEpochSecond()).toHours();
        long from = database.read(tx -> tx.first(
                        "select value from meta where key = ?", row -> Long.parseLong(row.text("value")), ROLLED))
                .orElse(thisHour - KEEP_MINUTES.toHours());
        if (from >= thisHour) {
            return;
        }
        Optional<String> last = Optional.empty();
        List<String> monitors = owners(last);
        while (!monitors.isEmpty()) {
            List<String> these = monitors;
            write(tx -> these.forEach(monitor -> roll(tx, monitor, from, thisHour, now)));
            FailPoint.reach("roll-up");
            last = Optional.of(monitors.getLast());
            monitors = owners(last);
        }
        write(tx -> {
            tx.update("insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
                    ROLLED, Long.toString(thisHour));
            tx.update("delete from raw_result where at < ?", now.minus(KEEP_RESULTS));
        });
    }

    private List<String> owners(Optional<String> after) {
        return database.read(tx -> SampleStore.MINUTES.owners(tx, after, AT_ONCE));
    }

    private void write(Tx.Work work) {
        try {
            database.write(Priority.SAMPLE, work).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the roll-up could not be written", e);
        }
    }

    private static void roll(Tx tx, String monitor, long fromHour, long toHour, Instant now) {
        for (long hour = fromHour; hour < toHour; hour++) {
            List<Stored> minutes = SampleStore.MINUTES.between(tx, monitor, hour * MINUTES, (hour + 1) * MINUTES);
            if (!minutes.isEmpty()) {
                Sample sum = new Sample();
                minutes.forEach(minute -> sum.add(minute.sample()));
                SampleStore.HOURS.put(tx, new Stored(monitor, hour, sum));
            }
        }
        SampleStore.MINUTES.forget(tx, monitor, Duration.ofSeconds(now.minus(KEEP_MINUTES).getEpochSecond()).toMinutes());
        SampleStore.HOURS.forget(tx, monitor, Duration.ofSeconds(now.minus(KEEP_HOURS).getEpochSecond()).toHours());
    }
}
