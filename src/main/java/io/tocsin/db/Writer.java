package io.tocsin.db;

import io.tocsin.db.Health.Kind;
import io.tocsin.db.Health.Trouble;
import io.tocsin.db.WriteQueue.Entry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It commits together whatever waits; where one of them fails it does all again with a
 * savepoint each, so that only the bad one does.
 */
final class Writer implements AutoCloseable {

    /** What the writer needs done and said elsewhere. */
    interface Surroundings {
        /** A connection; what is damaged has been replaced before. */
        Session open(boolean damaged) throws SQLException;

        void trouble(Trouble trouble);

        void recovered(Trouble trouble);
    }

    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final long CHANGES_NANOS = Duration.ofMillis(100).toNanos();
    private static final long SAMPLES_NANOS = Duration.ofMillis(4).toNanos();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Dialect dialect;
    private final WriteQueue queue;
    private final Surroundings surroundings;
    private final InstantSource clock;
    private final Duration commitDelay;
    private final Thread thread;
    private @Nullable Session session;
    private boolean damaged;
    private Duration pause = Duration.ZERO;

    Writer(Dialect dialect, WriteQueue queue, Surroundings surroundings, InstantSource clock, Duration commitDelay) {
        this.dialect = dialect;
        this.queue = queue;
        this.surroundings = surroundings;
        this.clock = clock;
        this.commitDelay = commitDelay;
        this.thread = Thread.ofPlatform().name("tocsin-db-writer").unstarted(this::run);
    }

    /** Starts with a connection; without one it opens its own when it can. */
    void start(Optional<Session> first) {
        session = first.orElse(null);
        thread.start();
    }

    /** Whether the caller is the writer itself, which must not wait for itself. */
    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /** Writes what waits, if that can be done in some seconds. */
    @Override
    public void close() {
        queue.close();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(CLOSING)) {
                thread.interrupt();
                Optional.ofNullable(session).ifPresent(Session::cancel);
                thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            log.warn("interrupted while the last writes were made", e);
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (queue.await(pause)) {
                step();
            }
            int before = Integer.MAX_VALUE;
            for (int left = queue.health().pending(); left > 0 && left < before; left = queue.health().pending()) {
                before = left;
                step();
            }
        } catch (InterruptedException e) {
            log.warn("the writer was stopped with {} writes waiting", queue.health().pending(), e);
        } finally {
            drop();
        }
    }

    private void step() {
        boolean used = session != null;
        try {
            Session open = session;
            if (open == null) {
                open = surroundings.open(damaged);
                session = open;
                damaged = false;
            }
            List<Entry> entries = queue.take();
            if (!entries.isEmpty()) {
                write(open, entries);
            }
        } catch (SQLException | RuntimeException | Error e) {
            Kind kind = dialect.troubleIn(e).orElse(Kind.UNREACHABLE);
            if (used && kind == Kind.UNREACHABLE && queue.retry()) {
                log.info("the connection to the database was lost; opening another", e);
                drop();
                return;
            }
            failed(kind, e);
        }
    }

    private void write(Session open, List<Entry> entries) throws SQLException {
        int done;
        try {
            done = together(open, entries);
        } catch (SQLException | RuntimeException | Error e) {
            open.rollback();
            if (dialect.troubleIn(e).isPresent()) {
                throw e;
            }
            log.debug("a change failed; doing all of its commit again one by one", e);
            done = oneByOne(open, entries);
        }
        pause = Duration.ZERO;
        queue.committed(done).ifPresent(surroundings::recovered);
    }

    private int together(Session open, List<Entry> entries) throws SQLException {
        dialect.begin(open, queue.takenFrom());
        long end = System.nanoTime() + (queue.takenFrom() == Priority.CHANGE ? CHANGES_NANOS : SAMPLES_NANOS);
        int done = 0;
        do {
            run(open, entries.get(done).work());
            done++;
        } while (done < entries.size() && System.nanoTime() < end);
        commit(open);
        return done;
    }

    private int oneByOne(Session open, List<Entry> entries) throws SQLException {
        Map<Entry, Throwable> bad = new HashMap<>();
        try {
            dialect.begin(open, queue.takenFrom());
            for (Entry entry : entries) {
                open.command("savepoint change");
                try {
                    run(open, entry.work());
                } catch (RuntimeException | Error e) {
                    if (dialect.troubleIn(e).isPresent()) {
                        throw e;
                    }
                    bad.put(entry, e);
                    open.command("rollback to savepoint change");
                }
                open.command("release savepoint change");
            }
            commit(open);
        } catch (SQLException | RuntimeException | Error e) {
            open.rollback();
            throw e;
        }
        bad.forEach(Writer::reject);
        return entries.size();
    }

    private static void reject(Entry entry, Throwable reason) {
        if (!entry.result().completeExceptionally(reason)) {
            log.error("a change that waited cannot be written; the bot goes on with what it knows", reason);
        }
    }

    private static void run(Session open, Tx.Work work) {
        Tx tx = new Tx(open);
        work.run(tx);
        if (tx.failure().isPresent()) {
            throw tx.failure().get();
        }
    }

    private void commit(Session open) throws SQLException {
        boolean change = queue.takenFrom() == Priority.CHANGE;
        if (!commitDelay.isZero()) {
            LockSupport.parkNanos(commitDelay.toNanos());
        }
        if (change) {
            FailPoint.reach("before-commit");
        }
        open.command("commit");
        if (change) {
            FailPoint.reach("after-commit");
        }
    }

    private void failed(Kind kind, Throwable failure) {
        damaged |= kind == Kind.DAMAGED;
        if (kind != Kind.LOCKED && kind != Kind.FULL) {
            // a full disk keeps its connection: closing the last one would write the log back
            drop();
        }
        pause = longer(pause);
        Trouble trouble = new Trouble(kind, clock.instant(), String.valueOf(failure.getMessage()));
        if (queue.defer(trouble)) {
            log.warn("the database cannot be written: {}", trouble.kind(), failure);
            surroundings.trouble(trouble);
        }
    }

    private static Duration longer(Duration pause) {
        if (pause.isZero()) {
            return FIRST_PAUSE;
        }
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void drop() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
