package io.tocsin.db;

import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The schema, step by step: {@code V1.sql}, {@code V2.sql}, ..., each in one transaction together with its row in
 * {@code schema_version}, so that a process that dies in the middle leaves the step before.
 */
final class Migrations {

    private final String place;
    private final int newest;

    /** The steps that lie at a place of the class path. */
    Migrations(String place) {
        this.place = place;
        int version = 0;
        while (Migrations.class.getResource(place + "V" + (version + 1) + ".sql") != null) {
            version++;
        }
        this.newest = version;
    }

    static Migrations bundled() {
        return new Migrations("/io/tocsin/db/");
    }

    /**
     * Brings the database to this program's schema. Writes nothing where it is there already.
     *
     * @throws Refusal if a newer program has been at it
     */
    void run(Dialect dialect, Session session, Instant now) throws SQLException {
        int version = version(session).orElse(0);
        if (version > newest) {
            throw Refusal.of("db.newer", dialect.name(), Integer.toString(version), Integer.toString(newest));
        }
        while (version < newest) {
            version = step(dialect, session, now);
        }
    }

    boolean isCurrent(Session session) throws SQLException {
        return version(session).equals(Optional.of(newest));
    }

    private int step(Dialect dialect, Session session, Instant now) throws SQLException {
        dialect.begin(session, Priority.CHANGE);
        try {
            dialect.lockSchema(session);
            session.execute("create table if not exists schema_version"
                    + " (version bigint primary key, applied_at bigint not null)");
            int next = version(session).orElse(0) + 1;
            if (next <= newest) {
                for (String statement : statements(next)) {
                    session.execute(dialect.translate(statement));
                }
                session.execute("insert into schema_version (version, applied_at) values (" + next + ", "
                        + now.toEpochMilli() + ")");
            }
            FailPoint.reach("migration");
            session.execute("commit");
            return Math.min(next, newest);
        } catch (SQLException e) {
            session.rollback();
            throw e;
        }
    }

    /** The schema's version, or empty where there is none; asked so that nothing fails inside a transaction. */
    private static Optional<Integer> version(Session session) throws SQLException {
        if (!session.hasTable("schema_version")) {
            return Optional.empty();
        }
        String version = session.ask("select max(version) from schema_version");
        return version.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(version));
    }

    private List<String> statements(int version) {
        try (InputStream in = Migrations.class.getResourceAsStream(place + "V" + version + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("the program's file V" + version + ".sql is missing");
            }
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^\\s*--.*$", "");
            return Stream.of(script.split(";\\s*\\R")).map(String::strip).filter(s -> !s.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
