package io.tocsin.db;

import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daily copies of a database file, made while it is in use: {@code backups/tocsin-2026-11-21.db}. */
final class Backups {

    private static final Logger log = LoggerFactory.getLogger(Backups.class);
    private static final long MEGABYTE = 1024 * 1024;

    private final Path database;
    private final Path directory;
    private final int keep;

    Backups(Path database, Path directory, int keep) {
        this.database = database;
        this.directory = directory;
        this.keep = keep;
    }

    /** Whether today (UTC) has none yet. */
    boolean isDue(Instant now) {
        return !Files.exists(file(now));
    }

    /**
     * Copies the database, looks the copy over, and only then gives it its name and removes what is too old.
     *
     * @throws Refusal if there is no room, or the copy cannot be made or is not good
     */
    Path take(Instant now) {
        Path target = file(now);
        Path copy = directory.resolve(target.getFileName() + ".tmp");
        try {
            Files.createDirectories(directory);
            checkRoom();
            Files.deleteIfExists(copy);
            copyInto(copy);
            FailPoint.reach("backup");
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            removeOld();
            return target;
        } catch (IOException | SQLException e) {
            log.warn("no backup {}", target, e);
            delete(copy);
            throw Refusal.of("db.backup-failed", target.toString(), String.valueOf(e.getMessage()));
        }
    }

    /** The newest copy that is whole. */
    Optional<Path> newestGood() {
        return all().stream().filter(Backups::isGood).findFirst();
    }

    private void copyInto(Path copy) throws SQLException, IOException {
        try (Session session = Sqlite.file(database).openWriter()) {
            session.execute("vacuum into '" + copy.toString().replace("'", "''") + "'");
        }
        try (FileChannel file = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        if (!isGood(copy)) {
            throw new IOException("the copy is not whole; the database may be damaged");
        }
    }

    private void checkRoom() throws IOException {
        long needed = Files.size(database) * 2;
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < needed) {
            throw Refusal.of(
                    "db.backup-room",
                    Long.toString(needed / MEGABYTE + 1),
                    Long.toString(free / MEGABYTE),
                    directory.toString());
        }
    }

    private void removeOld() {
        all().stream().skip(keep).forEach(Backups::delete);
    }

    /** Newest first. */
    private List<Path> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("tocsin-\\d{4}-\\d\\d-\\d\\d\\.db"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Instant now) {
        return directory.resolve("tocsin-" + LocalDate.ofInstant(now, ZoneOffset.UTC) + ".db");
    }

    private static boolean isGood(Path file) {
        try (Session session = Sqlite.file(file).openReader()) {
            return session.ask("pragma application_id").equals(Integer.toString(Sqlite.APPLICATION))
                    && session.ask("pragma quick_check(1)").equals("ok");
        } catch (SQLException e) {
            log.warn("the backup {} is not good", file, e);
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("cannot remove {}", file, e);
        }
    }
}
