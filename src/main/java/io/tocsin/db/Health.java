package io.tocsin.db;

import io.tocsin.spi.Phrase;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How the database is.
 *
 * @param trouble why it cannot be written now, if it cannot
 * @param pending how many writes wait in memory
 * @param lost how many writes there was no more room for, since the start
 */
public record Health(Optional<Trouble> trouble, int pending, long lost) {

    /** What can be wrong. */
    public enum Kind {
        /** Another program holds it. */
        LOCKED,
        /** The disk, or the server's, is full. */
        FULL,
        /** What it holds cannot be trusted. */
        DAMAGED,
        /** It cannot be opened, or the server does not answer. */
        UNREACHABLE,
        /** A commit has been under way for seconds. */
        SLOW
    }

    /**
     * What is wrong, since when, and how the database put it.
     */
    public record Trouble(Kind kind, Instant since, String detail) {

        /** For people: what is wrong, and what happens next. */
        public Phrase phrase() {
            return Phrase.of("db.trouble." + kind.name().toLowerCase(Locale.ROOT), detail);
        }
    }

    public boolean ok() {
        return trouble.isEmpty();
    }
}
