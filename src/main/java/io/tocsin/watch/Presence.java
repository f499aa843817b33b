package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.witness.Eyes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** When the bot was last there, so that it knows how long it was away. */
final class Presence {

    static final Duration EVERY = Duration.ofSeconds(10);
    private static final String ALIVE = "alive";

    private final Database database;
    private final InstantSource clock;
    private final Eyes sight;

    Presence(Database database, InstantSource clock, Eyes sight) {
        this.database = database;
        this.clock = clock;
        this.sight = sight;
    }

    /** How long it was away; empty if it was never there. */
    Optional<Duration> away() {
        Instant now = clock.instant();
        return last().map(before -> Duration.between(before, now));
    }

    Optional<Instant> last() {
        return database.read(tx -> tx.first(
                "select value from meta where key = ?",
                row -> Instant.ofEpochMilli(Long.parseLong(row.text("value"))), ALIVE));
    }

    /** A time without sight counts like one in which it was away. */
    void here() {
        if (sight.blind().isPresent()) {
            return;
        }
        Instant now = clock.instant();
        var _ = database.write(Priority.SAMPLE, tx -> tx.update(
                "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
                ALIVE, Long.toString(now.toEpochMilli())));
    }
}
