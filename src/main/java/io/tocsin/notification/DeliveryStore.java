package io.tocsin.notification;

import io.tocsin.db.Tx;
import io.tocsin.incident.Incident.State;
import io.tocsin.room.Address;
import io.tocsin.text.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables {@code delivery}, {@code delivery_line} and {@code digest}. */
final class DeliveryStore {

    private static final String MARK = "keys";

    private DeliveryStore() {}

    static void want(Tx tx, Telling.Want want) {
        tx.update(
                "insert into delivery (room, incident, told, wanted, shown, done) values (?, ?, ?, ?, 0, ?)"
                        + " on conflict (room, incident) do update set told = excluded.told, wanted = excluded.wanted,"
                        + " done = excluded.done",
                want.room().toString(), want.incident().number(), want.told(), want.incident().version(), false);
    }

    static void add(Tx tx, Line line) {
        tx.update(
                "insert into delivery_line (id, room, incident, message, at) values (?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set delivered_at = null",
                line.id(), line.room().toString(), line.incident(), Json.write(line.message()), line.at());
    }

    static void posting(Tx tx, List<Line> lines, String key) {
        lines.forEach(line -> tx.update("update delivery_line set posting_key = ? where id = ?", key, line.id()));
    }

    static void posted(Tx tx, List<Line> lines, Instant at) {
        lines.forEach(line -> tx.update("update delivery_line set delivered_at = ? where id = ?", at, line.id()));
    }

    static void undeliverable(Tx tx, List<Line> lines, Instant at, String why) {
        lines.forEach(line -> tx.update(
                "update delivery_line set delivered_at = ?, refused = ? where id = ?", at, why, line.id()));
    }

    static void posting(Tx tx, Delivery delivery, String key) {
        tx.update(
                "update delivery set posting_key = ? where room = ? and incident = ?",
                key, delivery.room().toString(), delivery.incident().number());
    }

    static void shown(Tx tx, Delivery delivery) {
        tx.update(
                "update delivery set shown = ?, reference = ?, posting_key = null where room = ? and incident = ?",
                delivery.shown(), delivery.reference(), delivery.room().toString(), delivery.incident().number());
    }

    static void done(Tx tx, Delivery delivery) {
        tx.update(
                "update delivery set done = ? where room = ? and incident = ?",
                true, delivery.room().toString(), delivery.incident().number());
    }

    static void joined(Tx tx, Delivery delivery) {
        tx.update(
                "update delivery set digest = ? where room = ? and incident = ?",
                delivery.digest(), delivery.room().toString(), delivery.incident().number());
    }

    static void digest(Tx tx, Address room, long number, Optional<String> reference) {
        tx.update(
                "insert into digest (number, room, reference) values (?, ?, ?)"
                        + " on conflict (number) do update set reference = excluded.reference",
                number, room.toString(), reference);
    }

    /** Takes everything for arrived, so that what is not can be written anew. */
    static void clear(Tx tx, Instant now) {
        tx.update("update delivery set done = ? where not done", true);
        tx.update("update delivery_line set delivered_at = ? where delivered_at is null", now);
    }

    static void keep(Tx tx, Delivery delivery) {
        want(tx, new Telling.Want(delivery.room(), delivery.incident(), delivery.told()));
        shown(tx, delivery);
        joined(tx, delivery);
    }

    /** Lines that have not arrived, in order; those that were about to be posted together come first, side by side. */
    static List<Line> waiting(Tx tx) {
        return tx.query(
                "select id, room, incident, message, at, posting_key from delivery_line where delivered_at is null"
                        + " order by case when posting_key is null then 1 else 0 end, id",
                row -> new Line(
                        row.number("id"), Address.parse(row.text("room")), row.number("incident"),
                        Json.message(row.text("message")), row.instant("at"), row.textIf("posting_key")));
    }

    /** Deliveries that are not done, of incidents that may be over already. */
    static List<Stored> open(Tx tx) {
        return tx.query(
                "select room, incident, told, shown, reference, posting_key, digest from delivery where not done"
                        + " order by incident",
                row -> new Stored(
                        Address.parse(row.text("room")), row.number("incident"), row.one(State.class, "told"),
                        row.number("shown"), row.textIf("reference"), row.textIf("posting_key"),
                        row.numberIf("digest")));
    }

    static List<Page> digests(Tx tx) {
        return tx.query(
                "select number, room, reference from digest where number in (select digest from delivery where not done and digest is not null)",
                row -> new Page(row.number("number"), Address.parse(row.text("room")), row.textIf("reference")));
    }

    /** The incidents a digest shows of which its room knows all. */
    static List<Long> over(Tx tx, Page page) {
        return tx.query(
                "select incident from delivery where digest = ? and done order by incident",
                row -> row.number("incident"), page.number());
    }

    static List<Long> members(Tx tx, long digest) {
        return tx.query(
                "select incident from delivery where digest = ? order by incident", row -> row.number("incident"),
                digest);
    }

    /** What makes the keys of this database's messages its own. */
    static Optional<String> mark(Tx tx) {
        return tx.first("select value from meta where key = ?", row -> row.text("value"), MARK);
    }

    static void mark(Tx tx, String mark) {
        tx.update(
                "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
                MARK, mark);
    }

    static long lastLine(Tx tx) {
        return tx.first("select coalesce(max(id), 0) as last from delivery_line", row -> row.number("last")).orElse(0L);
    }

    static long lastDigest(Tx tx) {
        return tx.first("select coalesce(max(number), 0) as last from digest", row -> row.number("last")).orElse(0L);
    }

    /** Forgets some of what arrived long ago; answers how much. */
    static int forget(Tx tx, Instant before) {
        int lines = tx.update("delete from delivery_line where id in"
                + " (select id from delivery_line where delivered_at < ? order by delivered_at limit 500)", before);
        int deliveries = tx.update(
                "delete from delivery where done and incident in (select d.incident from delivery d"
                        + " join incident i on i.number = d.incident where d.done and i.closed_at < ? and d.incident <="
                        + " (select number from incident where opened_at < ? order by opened_at desc limit 1)"
                        + " order by d.incident limit 200)",
                before, before);
        tx.update("delete from digest where not exists (select 1 from delivery where digest = digest.number)");
        return lines + deliveries;
    }

    /** A row of {@code delivery}. */
    record Stored(
            Address room, long incident, State told, long shown, Optional<String> reference,
            Optional<String> postingKey,
            OptionalLong digest) {}

    /** A row of {@code digest}. */
    record Page(long number, Address room, Optional<String> reference) {}
}
