package io.tocsin.oncall;

import io.tocsin.db.Tx;
import io.tocsin.spi.Person;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables {@code oncall_override} and {@code oncall_duty}. */
public final class OnCallStore {

    private OnCallStore() {}

    public static void save(Tx tx, Substitute one) {
        tx.update(
                "insert into oncall_override (id, rotation, person, starts_at, ends_at, who, who_name, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set ends_at = excluded.ends_at",
                one.id(), one.rotation(), one.person(), one.from(), one.to(), one.by().id(), one.by().name(),
                one.since());
    }

    /** Those that were not over at a moment. */
    static List<Substitute> all(Tx tx, Instant moment) {
        return tx.query(
                "select id, rotation, person, starts_at, ends_at, who, who_name, created_at from oncall_override"
                        + " where ends_at > ? order by id",
                row -> new Substitute(
                        row.number("id"), row.text("rotation"), row.text("person"), row.instant("starts_at"),
                        row.instant("ends_at"), new Person(row.text("who"), row.text("who_name")),
                        row.instant("created_at")),
                moment);
    }

    static long lastId(Tx tx) {
        return tx.first("select coalesce(max(id), 0) as last from oncall_override", row -> row.number("last"))
                .orElse(0L);
    }

    /** Who was told to be on call last, by rotation. */
    static Map<String, String> duties(Tx tx) {
        Map<String, String> duties = new HashMap<>();
        tx.query("select rotation, person from oncall_duty",
                row -> duties.put(row.text("rotation"), row.text("person")));
        return duties;
    }

    /** Somebody knows to be on call. */
    public static void duty(Tx tx, String rotation, String person) {
        tx.update(
                "insert into oncall_duty (rotation, person) values (?, ?)"
                        + " on conflict (rotation) do update set person = excluded.person",
                rotation, person);
    }
}
