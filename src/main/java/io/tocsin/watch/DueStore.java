package io.tocsin.watch;

import io.tocsin.db.Tx;
import java.util.List;

/** The table {@code due}. */
final class DueStore {

    private DueStore() {}

    static void add(Tx tx, Due due) {
        remove(tx, due.kind(), due.subject());
        tx.update(
                "insert into due (id, at, kind, subject) values (?, ?, ?, ?)",
                due.id(), due.at(), due.kind(), due.subject());
    }

    static void remove(Tx tx, Due.Kind kind, String subject) {
        tx.update("delete from due where kind = ? and subject = ?", kind, subject);
    }

    static void clear(Tx tx) {
        tx.update("delete from due");
    }

    static void done(Tx tx, long id) {
        tx.update("delete from due where id = ?", id);
    }

    static List<Due> all(Tx tx) {
        return tx.query("select id, at, kind, subject from due order by at, id", row -> new Due(
                row.number("id"), row.instant("at"), row.one(Due.Kind.class, "kind"),
                row.text("subject")));
    }
}
