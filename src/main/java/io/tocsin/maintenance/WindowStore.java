package io.tocsin.maintenance;

import io.tocsin.db.Row;
import io.tocsin.db.Tx;
import io.tocsin.maintenance.Timetable.Once;
import io.tocsin.maintenance.Timetable.Recurring;
import io.tocsin.monitor.Origin;
import io.tocsin.spi.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables {@code maintenance} and {@code maintenance_run}. */
public final class WindowStore {

    private static final Duration KEEP = Duration.ofDays(400);
    private static final String WINDOW =
            "id, name, origin, selectors, starts_at, ends_at, cron, zone, length, because, who, who_name, created_at";
    private static final String RUN = "id, window_id, name, selectors, began_at, until, because, rooms";

    private WindowStore() {}

    public static void save(Tx tx, Window window) {
        Window.Draft draft = window.draft();
        Optional<Once> once = draft.when() instanceof Once it ? Optional.of(it) : Optional.empty();
        Optional<Recurring> again = draft.when() instanceof Recurring it ? Optional.of(it) : Optional.empty();
        tx.update(
                "insert into maintenance (" + WINDOW + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set name = excluded.name, selectors = excluded.selectors,"
                        + " starts_at = excluded.starts_at, ends_at = excluded.ends_at, cron = excluded.cron,"
                        + " zone = excluded.zone, length = excluded.length, because = excluded.because",
                window.id(), draft.name(), window.origin(), lines(draft.selectors()), once.map(Once::from),
                once.map(Once::to), again.map(it -> it.cron().text()), again.map(it -> it.zone().getId()),
                again.map(Recurring::length), draft.because(), window.by().id(), window.by().name(), window.since());
    }

    public static void remove(Tx tx, long id) {
        tx.update("delete from maintenance where id = ?", id);
    }

    public static List<Window> all(Tx tx) {
        return tx.query("select " + WINDOW + " from maintenance order by id", WindowStore::window);
    }

    public static long lastId(Tx tx) {
        return tx.first("select coalesce(max(window_id), 0) as last from"
                + " (select id as window_id from maintenance union all select window_id from maintenance_run) as ids",
                row -> row.number("last")).orElse(0L);
    }

    /** Writes a run that has begun, or goes on otherwise; and forgets those that ended long ago. */
    public static void open(Tx tx, Run run) {
        tx.update(
                "insert into maintenance_run (" + RUN + ") values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set name = excluded.name, selectors = excluded.selectors,"
                        + " until = excluded.until, because = excluded.because, ended_at = null",
                run.id(), run.window(), run.name(), lines(run.selectors()), run.span().from(), run.span().to(),
                run.because(), lines(run.rooms()));
        tx.update("delete from maintenance_run where ended_at < ?", run.span().from().minus(KEEP));
    }

    /**
     * Ends a run.
     *
     * @param until when its window may open again
     */
    public static void close(Tx tx, long run, Instant at, Instant until) {
        tx.update("update maintenance_run set ended_at = ?, until = ? where id = ?", at, until, run);
    }

    /** The runs that go on. */
    public static List<Run> open(Tx tx) {
        return tx.query("select " + RUN + " from maintenance_run where ended_at is null order by id", row -> run(row));
    }

    /** When windows would have closed that somebody has closed before; each may open again then. */
    public static Map<Long, Instant> skipped(Tx tx) {
        Map<Long, Instant> skipped = new HashMap<>();
        tx.query(
                "select window_id, max(until) as until from maintenance_run where ended_at is not null"
                        + " and ended_at < until group by window_id",
                row -> skipped.put(row.number("window_id"), row.instant("until")));
        return skipped;
    }

    public static long lastRun(Tx tx) {
        return tx.first("select coalesce(max(id), 0) as last from maintenance_run", row -> row.number("last"))
                .orElse(0L);
    }

    /** The runs there were, each until it ended or is planned to end. */
    public static MaintenanceHistory soFar(Tx tx) {
        return new MaintenanceHistory(tx.query(
                "select selectors, began_at, coalesce(ended_at, until) as ended from maintenance_run order by began_at",
                row -> new MaintenanceHistory.Past(
                        list(row.text("selectors")), new Span(row.instant("began_at"), row.instant("ended")))));
    }

    /** Writes anew what is planned and what goes on, and ends what does not. */
    public static void rewrite(Tx tx, Windows windows, Instant now) {
        tx.update("delete from maintenance");
        windows.all().forEach(window -> save(tx, window));
        open(tx).stream()
                .filter(run -> windows.open(run.window()).filter(it -> it.id() == run.id()).isEmpty())
                .forEach(run -> close(tx, run.id(), now, now));
        windows.open().forEach(run -> open(tx, run));
    }

    private static Window window(Row row) {
        Timetable when = row.textIf("cron")
                .map(cron -> Timetable.cron(cron, ZoneId.of(row.text("zone")), row.duration("length")))
                .orElseGet(() -> new Once(row.instant("starts_at"), row.instant("ends_at")));
        return new Window(
                row.number("id"), row.one(Origin.class, "origin"),
                new Window.Draft(row.text("name"), list(row.text("selectors")), when, row.text("because")),
                new Person(row.text("who"), row.text("who_name")), row.instant("created_at"));
    }

    private static Run run(Row row) {
        return new Run(
                row.number("id"), row.number("window_id"), row.text("name"), list(row.text("selectors")),
                new Span(row.instant("began_at"), row.instant("until")), row.text("because"), list(row.text("rooms")));
    }

    private static String lines(List<String> values) {
        return String.join("\n", values);
    }

    private static List<String> list(String lines) {
        return lines.lines().toList();
    }
}
