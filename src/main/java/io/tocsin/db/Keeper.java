package io.tocsin.db;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database so that it can be trusted: ours, whole, and with this program's schema; repairs it where it is not. */
final class Keeper {

    /**
     * A connection to write with.
     *
     * @param replaced whether what was there had to be replaced
     */
    record Opened(Session session, boolean replaced) {}

    private static final Logger log = LoggerFactory.getLogger(Keeper.class);

    /** A file up to this size is looked over whole at each start; a larger one is, with each backup. */
    private static final long CHECKED_WHOLE = 16L * 1024 * 1024;

    private final Dialect dialect;
    private final Migrations migrations;
    private final InstantSource clock;
    private final Consumer<Phrase> tell;
    private final Optional<Path> file;
    private final Optional<Backups> backups;

    Keeper(Dialect dialect, DbSettings settings, Migrations migrations, InstantSource clock, Consumer<Phrase> tell) {
        this.dialect = dialect;
        this.migrations = migrations;
        this.clock = clock;
        this.tell = tell;
        this.file = dialect instanceof Sqlite sqlite ? sqlite.path() : Optional.empty();
        this.backups = file.map(path -> new Backups(path, settings.data().resolve("backups"), settings.backups()));
    }

    Optional<Backups> backups() {
        return backups;
    }

    /** The connection of the writer. Nobody else may have the database open where damage is possible. */
    Opened open(boolean damaged) throws SQLException {
        Optional<Repair> repair = repair();
        if (repair.isEmpty()) {
            return new Opened(openChecked(), false);
        }
        try {
            repair.get().finishExchange(clock.instant()).ifPresent(tell);
            if (damaged) {
                replace(repair.get(), "found while running");
            }
            return new Opened(openChecked(), damaged);
        } catch (SQLException e) {
            if (damaged || dialect.trouble(e).filter(Health.Kind.DAMAGED::equals).isEmpty()) {
                throw e;
            }
            replace(repair.get(), String.valueOf(e.getMessage()));
            return new Opened(openChecked(), true);
        } catch (IOException e) {
            throw new SQLException("the database file cannot be opened: " + e, e);
        }
    }

    /** Whether somebody removed the file, which would take what is written with it. */
    boolean isGone() {
        return file.filter(Files::notExists).isPresent();
    }

    /** Whether what is there can at least be read, and has the schema that this program reads. */
    boolean isReadable() {
        try (Session session = dialect.openReader()) {
            return migrations.isCurrent(session);
        } catch (SQLException e) {
            log.warn("the database cannot be read either", e);
            return false;
        }
    }

    private Optional<Repair> repair() {
        return file.flatMap(path -> backups.map(copies -> new Repair(path, copies, migrations)));
    }

    private void replace(Repair repair, String damage) throws SQLException {
        log.warn("the database is damaged and is replaced: {}", damage);
        try {
            repair.replace(damage, clock.instant()).forEach(tell);
        } catch (IOException e) {
            throw new Sqlite.Damage("the damaged database cannot be replaced: " + e);
        }
    }

    private Session openChecked() throws SQLException {
        Session session = dialect.openWriter();
        try {
            if (file.isPresent()) {
                claim(session, file.get());
                check(session, file.get());
            }
            migrations.run(dialect, session, clock.instant());
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static void claim(Session session, Path path) throws SQLException {
        int application = Integer.parseInt(session.ask("pragma application_id"));
        if (application == Sqlite.APPLICATION) {
            return;
        }
        if (application != 0 || !session.ask("select count(*) from sqlite_master").equals("0")) {
            throw Refusal.of("db.foreign", path.toString());
        }
        session.execute("pragma application_id = " + Sqlite.APPLICATION);
    }

    private static void check(Session session, Path path) throws SQLException {
        Optional<String> damage;
        try {
            damage = Repair.check(session, Files.size(path), CHECKED_WHOLE);
        } catch (IOException e) {
            throw new SQLException("the database file cannot be read: " + e, e);
        }
        if (damage.isPresent()) {
            throw new Sqlite.Damage(damage.get());
        }
    }
}
