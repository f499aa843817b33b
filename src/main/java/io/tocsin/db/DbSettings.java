package io.tocsin.db;

import io.tocsin.spi.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Which database, and how it is kept.
 *
 * @param url empty for SQLite in the data directory, {@code jdbc:sqlite:...}, {@code jdbc:postgresql:...} or {@code memory}
 * @param data the data directory, which also holds the backups
 * @param backups how many daily backups are kept
 * @param commitDelay added to each commit, so that a test can have a slow disk
 */
public record DbSettings(String url, String user, String password, Path data, int backups, Duration commitDelay) {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final int KEPT = 7;

    public DbSettings {
        if (backups < 1) {
            throw new IllegalArgumentException("at least one backup is kept, not " + backups);
        }
    }

    public DbSettings(String url, String user, String password, Path data) {
        this(url, user, password, data, KEPT, Duration.ofMillis(Long.getLong("tocsin.test.commit-delay", 0)));
    }

    /** SQLite in a data directory. */
    public static DbSettings in(Path data) {
        return new DbSettings("", "", "", data);
    }

    /** Nothing is kept. */
    public static DbSettings memory() {
        return new DbSettings("memory", "", "", Path.of("."));
    }

    /**
     * The database meant.
     *
     * @throws Refusal if the url names none
     */
    Dialect dialect() {
        if (url.isEmpty()) {
            return Sqlite.file(data.toAbsolutePath().resolve("tocsin.db"));
        }
        if (url.equals("memory")) {
            return Sqlite.memory("tocsin-" + UUID.randomUUID());
        }
        if (url.startsWith(SQLITE) && url.length() > SQLITE.length() && !url.contains(":memory:")) {
            return Sqlite.file(Path.of(url.substring(SQLITE.length())).toAbsolutePath());
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return new Postgres(url, user, password);
        }
        throw Refusal.of("db.url", url.replaceFirst("\\?.*", ""));
    }

    DbSettings withCommitDelay(Duration delay) {
        return new DbSettings(url, user, password, data, backups, delay);
    }

    @Override
    public String toString() {
        return "DbSettings[" + url.replaceFirst("\\?.*", "") + ", data " + data + "]";
    }
}
