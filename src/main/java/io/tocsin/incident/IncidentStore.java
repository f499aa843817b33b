package io.tocsin.incident;

import io.tocsin.db.Row;
import io.tocsin.db.Tx;
import io.tocsin.incident.Incident.Acknowledgement;
import io.tocsin.incident.Incident.Silence;
import io.tocsin.incident.Incident.State;
import io.tocsin.spi.Person;
import io.tocsin.text.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code incident} and {@code incident_event}. */
public final class IncidentStore {

    private static final String COLUMNS =
            "number, monitor_id, monitor_name, target, state, opened_at, confirmed_at, checks,"
                    + " needed, cause, conditions, acknowledged_by, acknowledged_name, acknowledged_at, acknowledged_text,"
                    + " silenced_by, silenced_until, closed_at, version";

    private IncidentStore() {}

    /** Writes the incident as it is now, and the step that led there. */
    public static void write(Tx tx, IncidentChange change) {
        Incident incident = change.incident();
        keep(tx, incident);
        tx.update(
                "insert into incident_event (incident, at, kind, who, text) values (?, ?, ?, ?, ?)",
                incident.number(), change.at(), change.kind(), change.who().map(Person::name), change.text());
    }

    /** Writes the incident as it is, without a step. */
    public static void keep(Tx tx, Incident incident) {
        Optional<Acknowledgement> ack = incident.acknowledged();
        tx.update(
                "insert into incident (" + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (number) do update set monitor_name = excluded.monitor_name,"
                        + " target = excluded.target, state = excluded.state, checks = excluded.checks,"
                        + " cause = excluded.cause, conditions = excluded.conditions,"
                        + " acknowledged_by = excluded.acknowledged_by, acknowledged_name = excluded.acknowledged_name,"
                        + " acknowledged_at = excluded.acknowledged_at, acknowledged_text = excluded.acknowledged_text,"
                        + " silenced_by = excluded.silenced_by, silenced_until = excluded.silenced_until,"
                        + " closed_at = excluded.closed_at, version = excluded.version",
                incident.number(), incident.monitorId(), incident.monitor(), incident.target(), incident.state(),
                incident.openedAt(), incident.confirmedAt(), incident.checks(), incident.needed(),
                Json.write(incident.cause()), Json.write(incident.conditions()), ack.map(a -> a.by().id()),
                ack.map(a -> a.by().name()), ack.map(Acknowledgement::at), ack.map(Acknowledgement::text),
                incident.silenced().map(Silence::by), incident.silenced().flatMap(Silence::until),
                incident.closedAt(), incident.version());
    }

    /** The incidents that are open. */
    public static List<Incident> open(Tx tx) {
        return tx.query("select " + COLUMNS + " from incident where closed_at is null order by number",
                IncidentStore::read);
    }

    public static Optional<Incident> find(Tx tx, long number) {
        return tx.first("select " + COLUMNS + " from incident where number = ?", IncidentStore::read, number);
    }

    /** The newest incidents, the newest first. */
    public static List<Incident> newest(Tx tx, int most) {
        return tx.query("select " + COLUMNS + " from incident order by number desc limit ?", IncidentStore::read, most);
    }

    /** The newest incidents of one monitor, the newest first. */
    public static List<Incident> newestOf(Tx tx, String monitorId, int most) {
        return tx.query(
                "select " + COLUMNS + " from incident where monitor_id = ? order by number desc limit ?",
                IncidentStore::read, monitorId, most);
    }

    /** Incidents that were open at any moment since then, the newest first. */
    public static List<Incident> since(Tx tx, Instant since, int most) {
        return tx.query(
                "select " + COLUMNS
                        + " from incident where closed_at is null or closed_at >= ? order by number desc limit ?",
                IncidentStore::read, since, most);
    }

    /** When a monitor's newest incidents began and ended, or now; the newest first. */
    static List<Uptime.Span> spans(Tx tx, String monitorId, int most, Instant now) {
        return tx.query(
                "select opened_at, closed_at from incident where monitor_id = ? order by opened_at desc limit ?",
                row -> new Uptime.Span(row.instant("opened_at"), row.instantIf("closed_at").orElse(now)),
                monitorId, most);
    }

    public static long lastNumber(Tx tx) {
        return tx.first("select coalesce(max(number), 0) as last from incident", row -> row.number("last")).orElse(0L);
    }

    /** What happened to one incident, in order. */
    public static List<Event> events(Tx tx, long number) {
        return tx.query(
                "select at, kind, who, text from incident_event where incident = ? order by at, id limit 200",
                row -> new Event(
                        row.instant("at"), row.one(IncidentChange.Kind.class, "kind"), row.textIf("who"),
                        row.textIf("text").orElse("")),
                number);
    }

    private static Incident read(Row row) {
        Optional<Acknowledgement> acknowledged = row.textIf("acknowledged_by").map(id -> new Acknowledgement(
                new Person(id, row.textIf("acknowledged_name").orElse(id)), row.instant("acknowledged_at"),
                row.textIf("acknowledged_text").orElse("")));
        return new Incident(
                row.number("number"), row.text("monitor_id"), row.text("monitor_name"), row.text("target"),
                row.one(State.class, "state"), row.instant("opened_at"), row.instant("confirmed_at"),
                row.integer("checks"),
                row.integer("needed"), Json.phrase(row.text("cause")), Json.conditions(row.text("conditions")),
                acknowledged,
                row.textIf("silenced_by").map(by -> new Silence(by, row.instantIf("silenced_until"))),
                row.instantIf("closed_at"), row.number("version"), Behind.NONE);
    }

    /** One step in the life of an incident, as it was written down. */
    public record Event(Instant at, IncidentChange.Kind kind, Optional<String> who, String text) {}
}
