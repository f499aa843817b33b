package io.tocsin.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite: one file in WAL mode, or nothing but memory. */
final class Sqlite implements Dialect {

    /** A file that a check found wrong, or that somebody else made. */
    static final class Damage extends SQLException {
        private static final long serialVersionUID = 1L;

        Damage(String what) {
            super(what);
        }
    }

    /** "tocs": marks our files among those of other programs. */
    static final int APPLICATION = 0x746f6373;

    private static final Logger log = LoggerFactory.getLogger(Sqlite.class);
    /** The log is cut to this when it has been moved to the file, so that its size tells what waits. */
    private static final int KEPT_LOG = 1024 * 1024;

    /** So many pages make the writer itself move them: only where {@link #checkpoint} cannot keep pace. */
    private static final int LOGGED_PAGES = 8_000;

    private static final int BUSY_MILLIS = 1_000;
    private static final long NEARLY_FULL = 256 * 1024;

    private final String url;
    private final Optional<Path> file;

    private Sqlite(String url, Optional<Path> file) {
        this.url = url;
        this.file = file;
    }

    static Sqlite file(Path file) {
        return new Sqlite("jdbc:sqlite:" + file, Optional.of(file));
    }

    /** A database that ends with its last connection. */
    static Sqlite memory(String name) {
        return new Sqlite("jdbc:sqlite:file:" + name + "?mode=memory&cache=shared", Optional.empty());
    }

    Optional<Path> path() {
        return file;
    }

    @Override
    public void load() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            log.debug("the driver's library cannot be loaded", e);
        }
    }

    @Override
    public Session openWriter() throws SQLException {
        Session session = open(url);
        try {
            session.execute("pragma synchronous = full");
            session.execute("pragma journal_size_limit = " + KEPT_LOG);
            session.execute("pragma wal_autocheckpoint = " + LOGGED_PAGES);
            if (file.isPresent() && !session.ask("pragma journal_mode").equals("wal")) {
                session.execute("pragma journal_mode = wal");
            }
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public Session openReader() throws SQLException {
        try {
            return openReader(url);
        } catch (SQLException e) {
            if (file.isEmpty() || trouble(e).filter(Health.Kind.FULL::equals).isEmpty() || hasLog(file.get())) {
                throw e;
            }
            log.debug("no room for the index of the log; reading the file as it is", e);
            return openReader("jdbc:sqlite:" + file.get().toUri() + "?immutable=1");
        }
    }

    private Session openReader(String from) throws SQLException {
        Session session = open(from);
        try {
            session.execute("pragma query_only = on");
            if (file.isEmpty()) {
                session.execute("pragma read_uncommitted = on");
            }
            session.ask("select count(*) from sqlite_master");
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    /** Whether the last writer left changes beside the file, which then is not all there is. */
    private static boolean hasLog(Path file) {
        try {
            Path wal = Path.of(file + "-wal");
            return Files.exists(wal) && Files.size(wal) > 0;
        } catch (IOException e) {
            log.debug("cannot tell whether there is a log", e);
            return true;
        }
    }

    private static Session open(String url) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        settings.setProperty("temp_store", "MEMORY");
        settings.setProperty("cache_size", "-8000");
        // asked for by a second statement after each insert
        settings.setProperty("jdbc.get_generated_keys", "false");
        return new Session(JDBC.createConnection(url, settings));
    }

    @Override
    public void begin(Session session, Priority priority) throws SQLException {
        // the pragma works when it is parsed, so it cannot be kept
        session.execute("pragma synchronous = " + (priority == Priority.CHANGE ? "full" : "normal"));
        session.command("begin immediate");
    }

    @Override
    public String beginRead() {
        return "begin";
    }

    @Override
    public Optional<Health.Kind> trouble(SQLException failure) {
        if (failure instanceof Damage) {
            return Optional.of(Health.Kind.DAMAGED);
        }
        return switch (failure.getErrorCode() & 0xff) {
            case 5, 6, 15 -> Optional.of(Health.Kind.LOCKED);
            case 13 -> Optional.of(Health.Kind.FULL);
            case 11, 26 -> Optional.of(Health.Kind.DAMAGED);
            case 3, 8, 10, 14 -> Optional.of(nearlyFull() ? Health.Kind.FULL : Health.Kind.UNREACHABLE);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean mayPass(SQLException failure) {
        return trouble(failure).filter(Health.Kind.LOCKED::equals).isPresent();
    }

    /** A full disk shows itself as an input/output error too, where SQLite wanted room for its index of the log. */
    private boolean nearlyFull() {
        try {
            return file.isPresent()
                    && Files.getFileStore(file.get().toAbsolutePath().getParent()).getUsableSpace() < NEARLY_FULL;
        } catch (IOException e) {
            log.debug("cannot tell how full the disk is", e);
            return false;
        }
    }

    @Override
    public long logged() {
        return file.map(path -> Path.of(path + "-wal").toFile().length()).orElse(0L);
    }

    @Override
    public void checkpoint() throws SQLException {
        try (Session session = openWriter()) {
            session.execute("pragma wal_checkpoint(passive)");
        }
    }

    @Override
    public String translate(String ddl) {
        return ddl.replace("${id}", "integer primary key")
                .replace("${blob}", "blob")
                .replace("${by-key}", "without rowid");
    }

    @Override
    public String name() {
        return file.map(path -> "SQLite " + path).orElse("memory (nothing is kept)");
    }
}
