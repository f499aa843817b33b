package io.tocsin.status;

import io.tocsin.db.Tx;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phrase;
import io.tocsin.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps some of the results that were bad: the first ten in a row, each that fails differently, and one a minute. */
public final class BadResults {

    private static final int FIRST = 10;
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int BODY_BYTES = 2_000;

    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Kept> waiting = new ConcurrentLinkedQueue<>();

    /** How many in a row, how the last one failed, and when one was last kept. */
    private record Row(int count, String key, Instant kept) {}

    /**
     * A result that was kept.
     *
     * @param body what the target answered, cut off
     */
    public record Kept(
            String monitorId, Instant at, OptionalLong incident, Level level, OptionalLong status, Duration time,
            Phrase cause, String body) {

        void write(Tx tx) {
            tx.update(
                    "insert into raw_result (monitor_id, at, incident, state, status, ms, reason, body)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    monitorId, at, incident, level, status, time.toMillis(), Json.write(cause), body);
        }
    }

    void saw(String monitorId, Seen seen, OptionalLong incident) {
        if (seen.level() == Level.UP) {
            rows.remove(monitorId);
            return;
        }
        Phrase cause = seen.cause();
        Row before = rows.getOrDefault(monitorId, new Row(0, "", Instant.MIN));
        boolean keep = before.count < FIRST
                || !cause.key().equals(before.key)
                || !before.kept.plus(EVERY).isAfter(seen.began());
        rows.put(monitorId, new Row(before.count + 1, cause.key(), keep ? seen.began() : before.kept));
        if (keep) {
            byte[] body = seen.result().body();
            waiting.add(new Kept(
                    monitorId, seen.began(), incident, seen.level(),
                    seen.result().status().stream().asLongStream().findFirst(), seen.time(), cause,
                    new String(body, 0, Math.min(body.length, BODY_BYTES), StandardCharsets.UTF_8).replace("\0", "")));
        }
    }

    void forget(String monitorId) {
        rows.remove(monitorId);
    }

    List<Kept> drain() {
        List<Kept> drained = new ArrayList<>();
        for (Kept kept = waiting.poll(); kept != null; kept = waiting.poll()) {
            drained.add(kept);
        }
        return drained;
    }

    static List<Kept> newest(Tx tx, String monitorId, int most) {
        return tx.query(
                "select monitor_id, at, incident, state, status, ms, reason, body from raw_result where monitor_id = ?"
                        + " order by at desc, id desc limit ?",
                row -> new Kept(
                        row.text("monitor_id"), row.instant("at"), row.numberIf("incident"),
                        row.one(Level.class, "state"), row.numberIf("status"), row.duration("ms"),
                        Json.phrase(row.text("reason")), row.text("body")),
                monitorId, most);
    }
}
