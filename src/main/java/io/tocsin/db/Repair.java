package io.tocsin.db;

import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a good file in the place of a damaged one: the newest good backup (else a fresh one), with every table that the
 * damaged file still has whole. The new file is finished beside the old under the name {@code .restored}; once that
 * name exists the exchange is finished by whoever opens the database next, should this process die.
 */
final class Repair {

    private static final Logger log = LoggerFactory.getLogger(Repair.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final List<String> PARTS = List.of("-wal", "-shm", "");

    private final Path file;
    private final Path building;
    private final Path restored;
    private final Backups backups;
    private final Migrations migrations;

    Repair(Path file, Backups backups, Migrations migrations) {
        this.file = file;
        this.building = beside(".building");
        this.restored = beside(".restored");
        this.backups = backups;
        this.migrations = migrations;
    }

    /** What is wrong with the file, if anything is: all of a small one, the tables of the live state of a large one. */
    static Optional<String> check(Session session, long bytes, long bound) throws SQLException {
        List<String> pragmas = new ArrayList<>();
        if (bytes <= bound) {
            pragmas.add("pragma quick_check(1)");
        }
        if (bytes > bound) {
            tables(session, "main").stream()
                    .filter(table -> !isHistory(table))
                    .forEach(table -> pragmas.add("pragma quick_check('" + table + "')"));
        }
        for (String pragma : pragmas) {
            String answer = session.ask(pragma);
            if (!answer.equals("ok")) {
                return Optional.of(answer.lines().reduce((first, last) -> last).orElse(answer));
            }
        }
        return Optional.empty();
    }

    /** Replaces the file, which nobody has open, and tells what was done. */
    List<Phrase> replace(String damage, Instant now) throws SQLException, IOException {
        List<Phrase> told = new ArrayList<>();
        boolean gone = Files.notExists(file);
        deleteAll(building);
        Optional<Path> backup = backups.newestGood();
        if (backup.isPresent()) {
            Files.copy(backup.get(), building);
        }
        Sqlite sqlite = Sqlite.file(building);
        Optional<Phrase> salvaged;
        try (Session session = sqlite.openWriter()) {
            session.execute("pragma application_id = " + Sqlite.APPLICATION);
            migrations.run(sqlite, session, now);
            salvaged = gone ? Optional.empty() : salvage(session);
            session.execute("pragma wal_checkpoint(truncate)");
        }
        Files.move(building, restored, StandardCopyOption.ATOMIC_MOVE);
        Path aside = exchange(now);
        told.add(gone
                ? Phrase.of("db.gone", file.toString())
                : Phrase.of("db.damaged", damage, aside.toString()));
        told.add(backup.map(path -> Phrase.of("db.restored", path.toString())).orElse(Phrase.of("db.fresh")));
        salvaged.ifPresent(told::add);
        return told;
    }

    /** Finishes an exchange that a dying process left half done. */
    Optional<Phrase> finishExchange(Instant now) throws IOException {
        deleteAll(building);
        if (!Files.exists(restored)) {
            return Optional.empty();
        }
        return Optional.of(Phrase.of("db.damaged", "", exchange(now).toString()));
    }

    private Path exchange(Instant now) throws IOException {
        Path aside = beside(".damaged-" + STAMP.format(now));
        for (String part : PARTS) {
            Path from = Path.of(file + part);
            if (Files.exists(from)) {
                Files.move(from, Path.of(aside + part), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(restored, file, StandardCopyOption.ATOMIC_MOVE);
        return aside;
    }

    private Optional<Phrase> salvage(Session session) throws SQLException {
        List<String> whole = new ArrayList<>();
        List<String> all = ownTables(session);
        try {
            session.execute("attach '" + file.toString().replace("'", "''") + "' as damaged");
            for (String table : tables(session, "damaged")) {
                if (all.contains(table) && takeOver(session, table)) {
                    whole.add(table);
                }
            }
        } catch (SQLException e) {
            log.warn("the damaged file cannot be read at all", e);
        }
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(whole.size() == all.size()
                ? Phrase.of("db.salvaged-all")
                : Phrase.of("db.salvaged", String.join(", ", whole)));
    }

    /** Takes a table's rows where all of the table can be read and is in order. */
    private static boolean takeOver(Session session, String table) throws SQLException {
        session.execute("begin immediate");
        try {
            boolean whole = session.ask("pragma damaged.quick_check('" + table + "')").equals("ok");
            if (whole) {
                String columns = columns(session, table);
                session.execute("delete from main." + table);
                session.execute("insert into main." + table + " (" + columns + ") select " + columns
                        + " from damaged." + table);
            }
            session.execute("commit");
            return whole;
        } catch (SQLException e) {
            log.warn("the table {} of the damaged file cannot be read", table, e);
            session.rollback();
            return false;
        }
    }

    private static String columns(Session session, String table) throws SQLException {
        return session.ask("select group_concat(name) from pragma_table_info('" + table + "', 'damaged')");
    }

    private static List<String> tables(Session session, String schema) throws SQLException {
        String names = session.ask("select group_concat(name) from " + schema
                + ".sqlite_master where type = 'table' and name not like 'sqlite_%'");
        return names.isEmpty() ? List.of() : List.of(names.split(","));
    }

    /** The tables that hold something; not the one that says which schema this is. */
    private static List<String> ownTables(Session session) throws SQLException {
        return tables(session, "main").stream()
                .filter(table -> !table.equals("schema_version"))
                .toList();
    }

    private static boolean isHistory(String table) {
        return List.of("sample", "sample_hour", "raw_result", "transition", "incident_event").contains(table);
    }

    private static void deleteAll(Path main) throws IOException {
        for (String part : PARTS) {
            Files.deleteIfExists(Path.of(main + part));
        }
    }

    private Path beside(String suffix) {
        return Path.of(file + suffix);
    }
}
