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

    /** How many in a row, why the last one failed, and how many changes of that were kept in the minute that runs. */
    private record Row(int count, String reason, Instant minute, int changes) {
        private static final Row NONE = new Row(0, "", Instant.MIN, 0);
    }

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
        String reason = reason(seen, cause);
        Row before = rows.getOrDefault(monitorId, Row.NONE);
        boolean minuteIsOver = !before.minute.plus(EVERY).isAfter(seen.began());
        boolean changed = !reason.equals(before.reason) && (minuteIsOver || before.changes < FIRST);
        boolean keep = before.count < FIRST || minuteIsOver || changed;
        int changes = (minuteIsOver ? 0 : before.changes) + (changed ? 1 : 0);
        rows.put(monitorId, new Row(before.count + 1, reason, minuteIsOver ? seen.began() : before.minute, changes));
        if (keep) {
            byte[] body = seen.result().body();
            waiting.add(new Kept(
                    monitorId, seen.began(), incident, seen.level(),
                    seen.result().status().stream().asLongStream().findFirst(), seen.time(), cause,
                    text(body)));
        }
    }

    /** What is left of a letter that was cut through is dropped. */
    private static String text(byte[] body) {
        int length = Math.min(body.length, BODY_BYTES);
        if (length < body.length) {
            while (length > 0 && (body[length] & 0xC0) == 0x80) {
                length--;
            }
        }
        return new String(body, 0, length, StandardCharsets.UTF_8).replace("\0", "");
    }

    /** What is wrong, without the values seen, which differ from check to check. */
    private static String reason(Seen seen, Phrase cause) {
        String conditions = String.join(" ", seen.unmet());
        return cause.key() + " " + seen.result().status().orElse(0) + " " + conditions;
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

    /** Those of one monitor that are not written yet, the oldest first. */
    List<Kept> waiting(String monitorId) {
        return waiting.stream().filter(kept -> kept.monitorId.equals(monitorId)).toList();
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
