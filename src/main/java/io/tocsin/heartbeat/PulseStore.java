package io.tocsin.heartbeat;

import io.tocsin.db.Tx;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The table {@code heartbeat}. */
public final class PulseStore {

    private PulseStore() {}

    public static void write(Tx tx, String monitorId, Pulse pulse) {
        tx.update(
                "insert into heartbeat (monitor_id, beat_at, time, started_at, run, failed, deadline)"
                        + " values (?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (monitor_id) do update set beat_at = excluded.beat_at, time = excluded.time,"
                        + " started_at = excluded.started_at, run = excluded.run, failed = excluded.failed,"
                        + " deadline = excluded.deadline",
                monitorId, pulse.beat(), pulse.time().map(BigDecimal::toPlainString), pulse.started(), pulse.run(),
                pulse.failed(), pulse.deadline());
    }

    public static void remove(Tx tx, String monitorId) {
        tx.update("delete from heartbeat where monitor_id = ?", monitorId);
    }

    /** Of all monitors that were ever heard of, by their ids. */
    public static Map<String, Pulse> all(Tx tx) {
        Map<String, Pulse> pulses = new HashMap<>();
        tx.query(
                "select monitor_id, beat_at, time, started_at, run, failed, deadline from heartbeat",
                row -> Map.entry(row.text("monitor_id"), new Pulse(
                        row.instantIf("beat_at"), row.textIf("time").map(BigDecimal::new),
                        row.instantIf("started_at"), row.text("run"), row.flag("failed"),
                        row.instantIf("deadline"))))
                .forEach(entry -> pulses.put(entry.getKey(), entry.getValue()));
        return pulses;
    }
}
