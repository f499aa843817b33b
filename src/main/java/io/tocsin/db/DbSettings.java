package io.tocsin.db;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.spi.Phrase;
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
public record DbSettings(String url, String user, Secret password, Path data, int backups, Duration commitDelay) {

    private static final Secret NONE = new Secret("");
    private static final String MEMORY = "memory";
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String SQLITE = "jdbc:sqlite:";
    private static final int KEPT = 7;
    private static final int MOST_KEPT = 1_000;

    public DbSettings {
        if (backups < 1) {
            throw new IllegalArgumentException("at least one backup is kept, not " + backups);
        }
        if (commitDelay.isNegative()) {
            throw new IllegalArgumentException("a commit cannot take " + commitDelay);
        }
    }

    private DbSettings(String url, String user, Secret password, Path data, int backups) {
        this(url, user, password, data, backups, Duration.ofMillis(Long.getLong("tocsin.test.commit-delay", 0)));
    }

    /** What the configuration says; what is wrong with it is noted there. */
    public static DbSettings read(Keys keys, Path data) {
        DbSettings settings = new DbSettings(
                keys.text("db.url", ""),
                keys.text("db.user", ""),
                keys.secret("db.password").orElse(NONE),
                data,
                keys.number("db.backups", KEPT, 1, MOST_KEPT));
        if (settings.isUrlKnown()) {
            return settings;
        }
        keys.problem("db.url", Phrase.of("db.url"));
        return in(data);
    }

    /** SQLite in a data directory. */
    public static DbSettings in(Path data) {
        return new DbSettings("", "", NONE, data, KEPT);
    }

    /** Nothing is kept. */
    public static DbSettings memory() {
        return new DbSettings("memory", "", NONE, Path.of("."), KEPT);
    }

    /** The same with another database. */
    DbSettings withUrl(String other, String otherUser) {
        return new DbSettings(other, otherUser, password, data, backups, commitDelay);
    }

    private boolean isUrlKnown() {
        return url.isEmpty()
                || url.equals(MEMORY)
                || url.startsWith(POSTGRES)
                || (url.startsWith(SQLITE) && url.length() > SQLITE.length() && !url.contains(":memory:"));
    }

    /** Has the driver loaded beside what else a start does, since that takes long. */
    public void prepare() {
        Thread.ofPlatform().daemon().name("db-driver").start(dialect()::load);
    }

    Dialect dialect() {
        if (url.isEmpty()) {
            return Sqlite.file(data.toAbsolutePath().resolve("tocsin.db"));
        }
        if (url.equals(MEMORY)) {
            return Sqlite.memory("tocsin-" + UUID.randomUUID());
        }
        if (url.startsWith(POSTGRES)) {
            return new Postgres(url, user, password);
        }
        return Sqlite.file(Path.of(url.substring(SQLITE.length())).toAbsolutePath());
    }

    DbSettings withCommitDelay(Duration delay) {
        return new DbSettings(url, user, password, data, backups, delay);
    }

    @Override
    public String toString() {
        return "DbSettings[" + url.replaceFirst("\\?.*", "") + ", data " + data + "]";
    }
}
