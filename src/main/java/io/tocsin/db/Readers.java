package io.tocsin.db;

import io.tocsin.spi.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that only read, each on a platform thread, and each read within a limit. */
final class Readers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Readers.class);

    private final Dialect dialect;
    private final Duration limit;
    private final Runnable onDamage;
    private final ExecutorService threads;
    private final BlockingQueue<Session> idle = new LinkedBlockingDeque<>();
    private final Set<Session> busy = ConcurrentHashMap.newKeySet();
    private final ReentrantReadWriteLock swapping = new ReentrantReadWriteLock();

    Readers(Dialect dialect, int count, Duration limit, Runnable onDamage) {
        this.dialect = dialect;
        this.limit = limit;
        this.onDamage = onDamage;
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("tocsin-db-reader-", 1).factory());
    }

    <T> T read(Tx.Query<T> query) {
        AtomicReference<@Nullable Session> used = new AtomicReference<>();
        Future<T> answer = threads.submit(() -> readHere(query, used));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.warn("a read took more than {} and is stopped", limit, e);
            answer.cancel(false);
            Session session = used.get();
            if (session != null) {
                session.cancel();
            }
            throw Refusal.of("db.slow-read", Long.toString(limit.toSeconds()));
        } catch (ExecutionException e) {
            throw unwrapped(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    /** Has the log moved into the file. */
    void checkpoint() {
        threads.execute(() -> {
            swapping.readLock().lock();
            try {
                dialect.checkpoint();
            } catch (SQLException e) {
                log.debug("the log could not be moved into the file", e);
            } finally {
                swapping.readLock().unlock();
            }
        });
    }

    /** Opens something while nobody reads and no connection is open. */
    Keeper.Opened without(Keeper keeper, boolean damaged) throws SQLException {
        busy.forEach(Session::cancel);
        swapping.writeLock().lock();
        try {
            closeIdle();
            return keeper.open(damaged);
        } finally {
            swapping.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        busy.forEach(Session::cancel);
        swapping.writeLock().lock();
        try {
            closeIdle();
        } finally {
            swapping.writeLock().unlock();
        }
    }

    private <T> T readHere(Tx.Query<T> query, AtomicReference<@Nullable Session> used) throws SQLException {
        swapping.readLock().lock();
        try {
            Session known = idle.poll();
            if (known == null) {
                return readWith(dialect.openReader(), query, used);
            }
            try {
                return readWith(known, query, used);
            } catch (SQLException | RuntimeException e) {
                if (dialect.troubleIn(e).filter(Health.Kind.UNREACHABLE::equals).isEmpty()) {
                    throw e;
                }
                log.info("a connection that waited was lost; opening another", e);
                return readWith(dialect.openReader(), query, used);
            }
        } finally {
            swapping.readLock().unlock();
        }
    }

    private <T> T readWith(Session session, Tx.Query<T> query, AtomicReference<@Nullable Session> used)
            throws SQLException {
        used.set(session);
        busy.add(session);
        boolean reusable = false;
        try {
            session.command(dialect.beginRead());
            T result = query.run(new Tx(session));
            session.command("commit");
            reusable = true;
            return result;
        } finally {
            used.set(null);
            busy.remove(session);
            giveBack(session, reusable);
        }
    }

    private void giveBack(Session session, boolean reusable) {
        if (reusable && !threads.isShutdown()) {
            idle.add(session);
            return;
        }
        session.close();
    }

    private void closeIdle() {
        for (Session session = idle.poll(); session != null; session = idle.poll()) {
            session.close();
        }
    }

    private RuntimeException unwrapped(Throwable failure) {
        Optional<Health.Kind> trouble = dialect.troubleIn(failure);
        if (trouble.isPresent()) {
            log.warn("a read failed", failure);
            if (trouble.get() == Health.Kind.DAMAGED) {
                onDamage.run();
            }
            return Refusal.of("db.unreadable", String.valueOf(failure.getMessage()));
        }
        if (failure instanceof RuntimeException e) {
            return e;
        }
        return new IllegalStateException("a read failed", failure);
    }
}
