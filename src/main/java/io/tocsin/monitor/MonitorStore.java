package io.tocsin.monitor;

import io.tocsin.db.Row;
import io.tocsin.db.Tx;
import java.time.Instant;
import java.util.List;

/** The table {@code monitor}. */
public final class MonitorStore {

    private MonitorStore() {}

    public static void save(Tx tx, Monitor monitor, Instant now) {
        tx.update(
                "insert into monitor (id, name, origin, definition, version, paused, created_at, updated_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set name = excluded.name, origin = excluded.origin,"
                        + " definition = excluded.definition, version = excluded.version, paused = excluded.paused,"
                        + " updated_at = excluded.updated_at, removed_at = null",
                monitor.id(), monitor.name(), monitor.origin(), DraftJson.write(monitor.draft()), monitor.version(),
                monitor.paused(), now, now);
    }

    /** Keeps the row for the sake of its history. */
    public static void remove(Tx tx, String id, Instant now) {
        tx.update("update monitor set removed_at = ?, updated_at = ? where id = ?", now, now, id);
        tx.update("delete from status where monitor_id = ?", id);
    }

    /** Of every monitor that is not removed. */
    public static List<String> ids(Tx tx) {
        return tx.query("select id from monitor where removed_at is null", row -> row.text("id"));
    }

    /** Every monitor that is not removed. */
    public static List<Stored> all(Tx tx) {
        return tx.query(
                "select id, origin, definition, version, paused from monitor where removed_at is null order by name",
                MonitorStore::read);
    }

    /** Every monitor that left an origin, the last one last. */
    public static List<Stored> retired(Tx tx, Origin origin) {
        return tx.query(
                "select id, origin, definition, version, paused from monitor where removed_at is not null"
                        + " and origin = ? order by removed_at",
                MonitorStore::read, origin);
    }

    /** Those that were removed before a moment. */
    public static List<String> retiredBefore(Tx tx, Instant before) {
        return tx.query("select id from monitor where removed_at < ?", row -> row.text("id"), before);
    }

    /** Erases one that was removed before a moment, and has not come back. */
    public static void erase(Tx tx, String id, Instant before) {
        tx.update("delete from monitor where id = ? and removed_at < ?", id, before);
    }

    private static Stored read(Row row) {
        return new Stored(
                row.text("id"), row.one(Origin.class, "origin"), row.text("definition"), row.flag("paused"),
                row.number("version"));
    }

    /**
     * A row of {@code monitor}.
     *
     * @param definition the draft as it is kept, read when it is asked for
     */
    public record Stored(String id, Origin origin, String definition, boolean paused, long version) {

        public Draft draft() {
            return DraftJson.read(definition);
        }
    }
}
