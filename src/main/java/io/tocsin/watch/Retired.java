package io.tocsin.watch;

import io.tocsin.config.Keys;
import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.monitor.MonitorStore;
import io.tocsin.monitor.Origin;
import io.tocsin.status.Erasing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Monitors that are no longer wanted. Their history is kept for a while, and goes on if they come back to the file that
 * they left. Incidents stay, because their numbers must not be given twice.
 */
public final class Retired {

    private final Database database;
    private final Duration keep;

    /** @param keep how long their history is kept */
    public Retired(Database database, Duration keep) {
        this.database = database;
        this.keep = keep;
    }

    /** Key {@code history.retired}. */
    public static Duration keep(Keys keys) {
        return keys.duration("history.retired", "90d");
    }

    /** Those that left an origin, by what tells them apart; the newest where several were alike. */
    Map<String, MonitorStore.Stored> of(Origin origin, Function<MonitorStore.Stored, String> key) {
        Map<String, MonitorStore.Stored> retired = new LinkedHashMap<>();
        database.read(tx -> MonitorStore.retired(tx, origin)).forEach(row -> retired.put(key.apply(row), row));
        return retired;
    }

    /** Forgets those that left long ago, little by little. Takes its time. */
    public void forget(Instant now) {
        for (String id : database.read(tx -> MonitorStore.retiredBefore(tx, now.minus(keep)))) {
            AtomicInteger erased = new AtomicInteger();
            do {
                database.write(Priority.SAMPLE, tx -> erased.set(Erasing.some(tx, id))).join();
            } while (erased.get() > 0);
            database.write(Priority.SAMPLE, tx -> MonitorStore.erase(tx, id, now.minus(keep))).join();
        }
    }
}
