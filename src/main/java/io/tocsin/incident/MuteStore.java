package io.tocsin.incident;

import io.tocsin.db.Tx;
import io.tocsin.spi.Person;
import java.time.Instant;
import java.util.List;

/** The table {@code mute}. */
public final class MuteStore {

    private MuteStore() {}

    public static void write(Tx tx, Mute mute) {
        tx.update(
                "insert into mute (id, selector, until, until_recovery, because, who, who_name, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set ended_at = null",
                mute.id(), mute.selector(), mute.until(), mute.untilRecovery(), mute.because(), mute.by().id(),
                mute.by().name(),
                mute.since());
    }

    public static void end(Tx tx, long id, Instant at) {
        tx.update("update mute set ended_at = ? where id = ?", at, id);
    }

    public static List<Mute> running(Tx tx) {
        return tx.query(
                "select id, selector, until, until_recovery, because, who, who_name, created_at from mute"
                        + " where ended_at is null order by id",
                row -> new Mute(
                        row.number("id"), row.text("selector"), row.instantIf("until"), row.flag("until_recovery"),
                        row.text("because"),
                        new Person(row.text("who"), row.text("who_name")), row.instant("created_at")));
    }

    public static long lastId(Tx tx) {
        return tx.first("select coalesce(max(id), 0) as last from mute", row -> row.number("last")).orElse(0L);
    }
}
