package io.tocsin.status;

import io.tocsin.db.Row;
import io.tocsin.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables {@code status} and {@code transition}. */
public final class StatusStore {

    private static final String PAST =
            "select at, began, from_state, to_state, flapping, incident from transition where monitor_id = ?";

    private StatusStore() {}

    /** Writes a standing and the transition that led to it. */
    public static void write(Tx tx, String monitorId, Standing standing, Optional<Long> incident,
            Transition transition) {
        write(tx, monitorId, standing, incident);
        tx.update(
                "insert into transition (monitor_id, at, began, from_state, to_state, flapping, incident)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                monitorId, transition.at(), transition.began(), transition.from(), transition.to(),
                transition.flapping(), incident);
    }

    public static void write(Tx tx, String monitorId, Standing standing, Optional<Long> incident) {
        tx.update(
                "insert into status (monitor_id, state, since, flapping, incident) values (?, ?, ?, ?, ?)"
                        + " on conflict (monitor_id) do update set state = excluded.state, since = excluded.since,"
                        + " flapping = excluded.flapping, incident = excluded.incident",
                monitorId, standing.status(), standing.since(), standing.flapping(), incident);
    }

    /** What was believed of every monitor, by its id. */
    public static Map<String, Stored> all(Tx tx) {
        return tx.query(
                "select monitor_id, state, since, flapping, incident from status",
                row -> new Stored(
                        row.text("monitor_id"), row.one(Status.class, "state"), row.instant("since"),
                        row.flag("flapping"), row.numberIf("incident")))
                .stream()
                .collect(Collectors.toMap(Stored::monitorId, Function.identity()));
    }

    /** The newest changes of one monitor, the newest first. */
    public static List<Past> transitions(Tx tx, String monitorId, int most) {
        return tx.query(PAST + " order by at desc, id desc limit ?", StatusStore::past, monitorId, most);
    }

    /** When a monitor was not looked at, or could not be judged: the beginning and end of each time, in their order. */
    public static List<Past> gaps(Tx tx, String monitorId) {
        return tx.query(
                PAST + " and (from_state in ('PAUSED', 'UNKNOWN') or to_state in ('PAUSED', 'UNKNOWN')) order by at, id",
                StatusStore::past, monitorId);
    }

    private static Past past(Row row) {
        return new Past(
                row.instant("at"), row.instant("began"), row.one(Status.class, "from_state"),
                row.one(Status.class, "to_state"), row.one(Transition.Flaps.class, "flapping"),
                row.numberIf("incident"));
    }

    /** A row of {@code status}. */
    public record Stored(String monitorId, Status state, Instant since, boolean flapping, OptionalLong incident) {}

    /** A row of {@code transition}. */
    public record Past(
            Instant at, Instant began, Status from, Status to, Transition.Flaps flapping, OptionalLong incident) {}
}
