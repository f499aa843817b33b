package io.tocsin.db;

import io.tocsin.db.Health.Kind;
import io.tocsin.db.Health.Trouble;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable journal. What is written through it is committed, or waits in memory until it can be; see the package.
 * Safe for any number of threads.
 */
public final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int READERS = 3;
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);
    private static final Duration STALLED = Duration.ofSeconds(3);
    private static final Duration OPENING = Duration.ofSeconds(10);
    private static final Duration REOPENING = Duration.ofMillis(500);
    private static final long WATCH_MILLIS = 500;
    private static final long LONG_LOG = 4L * 1024 * 1024;

    private final Dialect dialect;
    private final InstantSource clock;
    private final WriteQueue queue;
    private final Readers readers;
    private final Keeper keeper;
    private final Writer writer;
    private final List<Phrase> foundAtOpen = new CopyOnWriteArrayList<>();
    private final List<Consumer<Phrase>> listeners = new CopyOnWriteArrayList<>();
    private final List<Tx.Work> rewriters = new CopyOnWriteArrayList<>();
    private final AtomicBoolean damageRead = new AtomicBoolean();
    private volatile boolean open;
    private long loggedBefore;
    private final ExecutorService newsThread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("tocsin-db-news").factory());
    private final ScheduledExecutorService watchThread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tocsin-db-watch").factory());

    private Database(Dialect dialect, DbSettings settings, Migrations migrations, InstantSource clock) {
        this.dialect = dialect;
        this.clock = clock;
        this.queue = new WriteQueue(WriteQueue.Bounds.DEFAULT);
        this.readers = new Readers(dialect, READERS, READ_LIMIT, this::foundDamage);
        this.keeper = new Keeper(dialect, settings, migrations, clock, this::tell);
        this.writer = new Writer(dialect, queue, new Around(), clock, settings.commitDelay());
    }

    /**
     * Opens the database, makes or repairs it where need be, and brings its schema up to date.
     *
     * @throws Refusal if it cannot be used: another program's, a newer schema, not to be reached
     */
    public static Database open(DbSettings settings, InstantSource clock) {
        return open(settings, Migrations.bundled(), clock);
    }

    static Database open(DbSettings settings, Migrations migrations, InstantSource clock) {
        return open(settings, migrations, clock, OPENING);
    }

    /** @param patience with one that is not there yet */
    static Database open(DbSettings settings, Migrations migrations, InstantSource clock, Duration patience) {
        Dialect dialect = settings.dialect();
        Database database = new Database(dialect, settings, migrations, clock);
        try {
            database.start(patience);
            return database;
        } catch (SQLException e) {
            database.close();
            log.error("cannot open the database {}", dialect.name(), e);
            throw Refusal.of("db.unusable", dialect.name(), reason(e));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The driver's sentence, and what it keeps to itself: which host it does not know, for one. */
    private static String reason(SQLException failure) {
        String said = String.valueOf(failure.getMessage()).replaceAll("\\.+$", "");
        Throwable cause = failure.getCause();
        return cause == null ? said : said + " (" + cause + ")";
    }

    /** How the database is called in the line that says what was started. */
    public String name() {
        return dialect.name();
    }

    /** What people should know of how the database was found. */
    public List<Phrase> events() {
        return List.copyOf(foundAtOpen);
    }

    /**
     * Has something written. The future is completed on the writer's thread, when the write is committed or when it is
     * known that it has to wait; exceptionally only if the work itself is wrong, which then is not tried again.
     */
    public CompletableFuture<Written> write(Priority priority, Tx.Work work) {
        return queue.add(priority, work);
    }

    /** Has a change written, and waits until it is committed or deferred. */
    public Written writeAndWait(Tx.Work work) {
        if (writer.isCurrent()) {
            throw new IllegalStateException("a work cannot wait for another");
        }
        try {
            return write(Priority.CHANGE, work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw e;
        }
    }

    /**
     * Reads, seeing one moment of what is committed. The caller waits, at most some seconds.
     *
     * @throws Refusal if the database cannot be read now, or takes too long
     */
    public <T> T read(Tx.Query<T> query) {
        return readers.read(query);
    }

    public Health health() {
        return queue.health();
    }

    /** Has someone told of each trouble, its end, and what became of damage. */
    public void onNews(Consumer<Phrase> listener) {
        listeners.add(listener);
    }

    /**
     * Has the owner of live state write all of it anew when the database had to be replaced, or when writes were lost.
     * The work runs before any other, and should replace rather than add.
     */
    public void onReplaced(Tx.Work rewrite) {
        rewriters.add(rewrite);
    }

    /** Has all live state written anew, as after the database was replaced; waits for it. */
    public void rewrite() {
        rewriters.forEach(this::writeAndWait);
    }

    /** Whether a backup should be made today; never with PostgreSQL, whose own tools do that, or without a file. */
    public boolean isBackupDue(Instant now) {
        return keeper.backups().map(backups -> backups.isDue(now)).orElse(false);
    }

    /**
     * Makes a backup, which may take seconds; nobody waits for it.
     *
     * @throws Refusal if it cannot be made
     */
    public Optional<Path> backup(Instant now) {
        return keeper.backups().map(backups -> backups.take(now));
    }

    /** Writes what waits, as far as that can be done in some seconds, and closes. */
    @Override
    public void close() {
        watchThread.shutdownNow();
        writer.close();
        readers.close();
        newsThread.shutdown();
        int pending = queue.health().pending();
        if (pending > 0) {
            log.error("{} writes could not be made before the end", pending);
        }
    }

    private void start(Duration patience) throws SQLException {
        try {
            writer.start(Optional.of(open(patience).session()));
        } catch (SQLException e) {
            if (!dialect.trouble(e).equals(Optional.of(Kind.FULL)) || !keeper.isReadable()) {
                throw e;
            }
            log.warn("the disk is full: starting with what can be read", e);
            Trouble full = new Trouble(Kind.FULL, clock.instant(), String.valueOf(e.getMessage()));
            queue.defer(full);
            tell(full.phrase());
            writer.start(Optional.empty());
        }
        open = true;
        Future<?> _ =
                watchThread.scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Keeper.Opened open(Duration patience) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        for (boolean told = false;; told = true) {
            try {
                return keeper.open(false);
            } catch (SQLException e) {
                if (!dialect.mayPass(e) || System.nanoTime() > end) {
                    throw e;
                }
                if (!told) {
                    log.warn("the database {} cannot be opened yet; trying for {}", dialect.name(), patience, e);
                }
                LockSupport.parkNanos(REOPENING.toNanos());
            }
        }
    }

    /** A reader found damage, or the file gone, which the writer may have in its cache as it was before. */
    private void foundDamage() {
        if (keeper.backups().isPresent() && damageRead.compareAndSet(false, true)) {
            CompletableFuture<Written> _ = write(Priority.CHANGE, tx -> {
                if (damageRead.get()) {
                    throw new DatabaseException("a read failed", new Sqlite.Damage("found beside the writer"));
                }
            });
        }
    }

    /** Never throws, because it would not be called again. */
    private void watch() {
        try {
            letGoIfStalled();
            if (keeper.isGone()) {
                foundDamage();
            }
            long logged = dialect.logged();
            if (logged > LONG_LOG && logged != loggedBefore) {
                readers.checkpoint();
            }
            loggedBefore = logged;
        } catch (RuntimeException e) {
            log.error("the database is not watched for a moment", e);
        }
    }

    private void letGoIfStalled() {
        Trouble slow = new Trouble(Kind.SLOW, clock.instant(), STALLED.toSeconds() + " s");
        if (queue.deferIfStalled(slow, STALLED)) {
            log.warn("the database has not answered for {}", STALLED);
            tell(slow.phrase());
        }
    }

    private void tell(Phrase phrase) {
        if (!open) {
            foundAtOpen.add(phrase);
            return;
        }
        if (!newsThread.isShutdown()) {
            newsThread.execute(() -> listeners.forEach(listener -> hand(phrase, listener)));
        }
    }

    private static void hand(Phrase phrase, Consumer<Phrase> listener) {
        try {
            listener.accept(phrase);
        } catch (RuntimeException e) {
            log.error("somebody could not be told {}", phrase, e);
        }
    }

    private static Phrase words(Duration length) {
        if (length.toMinutes() < 2) {
            return Phrase.of("db.seconds", Long.toString(length.toSeconds()));
        }
        return length.toHours() < 2
                ? Phrase.of("db.minutes", Long.toString(length.toMinutes()))
                : Phrase.of("db.hours", Long.toString(length.toHours()));
    }

    /** What the writer needs of the rest. */
    private final class Around implements Writer.Surroundings {

        @Override
        public Session open(boolean damaged) throws SQLException {
            Keeper.Opened opened = readers.without(keeper, damaged);
            if (opened.replaced()) {
                damageRead.set(false);
                queue.addFirst(rewriters);
            }
            return opened.session();
        }

        @Override
        public void trouble(Trouble trouble) {
            tell(trouble.phrase());
        }

        @Override
        public void recovered(Trouble trouble) {
            Duration length = Duration.between(trouble.since(), clock.instant());
            Health health = queue.health();
            log.warn("the database works again after {}, {} writes lost", length, health.lost());
            if (queue.rewriteNeeded()) {
                queue.addFirst(rewriters);
                tell(Phrase.of("db.recovered-lossy", words(length), Long.toString(health.lost())));
                return;
            }
            tell(Phrase.of("db.recovered", words(length)));
        }
    }
}
