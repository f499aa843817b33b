package io.tocsin.db;

import java.sql.SQLException;
import java.util.Optional;

/** What differs between the databases. Statements do not, but for the few words that a migration's {@code ${...}} name. */
sealed interface Dialect permits Sqlite, Postgres {

    /** Loads what the first connection needs of the driver; to open one says what is wrong with it. */
    default void load() {
        // most drivers are classes and no more
    }

    /** Opens the connection that writes, and makes the database where there is none. */
    Session openWriter() throws SQLException;

    Session openReader() throws SQLException;

    /** Begins a transaction that will write; samples need not survive a power cut. */
    void begin(Session session, Priority priority) throws SQLException;

    /** Begins a transaction that sees one moment of the database throughout. */
    String beginRead();

    /** Which trouble a failure stands for; empty where the statement itself was wrong. */
    Optional<Health.Kind> trouble(SQLException failure);

    /** Whether a failure to open may be over in a moment. */
    boolean mayPass(SQLException failure);

    /** A migration's statement with the words of this database. */
    String translate(String ddl);

    /** Held by a migration, so that two processes do not migrate at once. */
    default void lockSchema(Session session) throws SQLException {
        // one writer at a time is this database's own rule
    }

    /** Bytes that wait in a log beside the database file until {@link #checkpoint}. */
    default long logged() {
        return 0;
    }

    /** Moves the log into the file, beside the writer, who then need not. */
    default void checkpoint() throws SQLException {
        // a server does that for itself
    }

    /** How the database is called in front of people, without any password. */
    String name();

    /** Which trouble any throwable stands for. */
    default Optional<Health.Kind> troubleIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return trouble(e);
            }
        }
        return Optional.empty();
    }
}
