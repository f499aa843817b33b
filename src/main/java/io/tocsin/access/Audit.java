package io.tocsin.access;

import io.tocsin.config.Literals;
import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.db.Written;
import io.tocsin.spi.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers who changed what, where and when. Secrets in what was said are hidden before it is kept. */
public final class Audit {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);
    /** As long as the history of checks. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final int LONGEST = 1_000;

    private final Database database;
    private final Secrets secrets;

    public Audit(Database database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /**
     * One thing that somebody did or tried.
     *
     * @param who name and stable id
     * @param room where it was said
     * @param command what was said
     * @param outcome what became of it
     */
    public record Entry(Instant at, String who, String room, String command, String outcome) {

        public static Entry of(Instant at, Person person, String room, String command, String outcome) {
            return new Entry(at, person.name() + " (" + person.id() + ")", room, command, outcome);
        }
    }

    /** Keeps an entry; completes when it is committed, or waits for the database in memory. */
    public CompletableFuture<Void> keep(Entry entry) {
        String command = hidden(entry.command);
        String outcome = hidden(entry.outcome);
        return database.write(
                Priority.CHANGE,
                tx -> tx.update(
                        "insert into audit (at, who, room, command, outcome) values (?, ?, ?, ?, ?)",
                        entry.at,
                        entry.who,
                        entry.room,
                        command,
                        outcome))
                .handle((_, failure) -> {
                    if (failure != null) {
                        log.error("cannot keep in the audit log: {} in {} said \"{}\"", entry.who, entry.room, command,
                                failure);
                    }
                    return null;
                });
    }

    /** Forgets entries that are older than what is kept of anything. */
    public void prune(Instant now) {
        CompletableFuture<Written> _ = database.write(
                Priority.SAMPLE, tx -> tx.update("delete from audit where at < ?", now.minus(KEPT)));
    }

    /** The newest entries, newest first. */
    public List<Entry> newest(int most) {
        return database.read(tx -> tx.query(
                "select at, who, room, command, outcome from audit order by at desc, id desc limit ?",
                row -> new Entry(
                        row.instant("at"), row.text("who"), row.text("room"), row.text("command"), row.text("outcome")),
                most));
    }

    /** A text without the secrets in it, for logs too. */
    public String hide(String text) {
        return Literals.hide(secrets.redact(text));
    }

    private String hidden(String text) {
        String hidden = hide(text);
        return hidden.length() <= LONGEST ? hidden : hidden.substring(0, LONGEST) + "...";
    }
}
