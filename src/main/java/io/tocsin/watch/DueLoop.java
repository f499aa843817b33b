package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies what is due, when it is due. One thread; what fails is logged and tried again after a while. */
final class DueLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DueLoop.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration DEAD = Duration.ofSeconds(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final Database database;
    private final InstantSource clock;
    private final Consumer<Change> apply;
    private final PriorityBlockingQueue<Due> queue = new PriorityBlockingQueue<>();
    private final AtomicLong ids = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("due-loop").daemon().unstarted(this::run);
    private volatile boolean closed;
    private volatile Instant alive = Instant.EPOCH;

    DueLoop(Database database, InstantSource clock, Consumer<Change> apply) {
        this.database = database;
        this.clock = clock;
        this.apply = apply;
        List<Due> stored = database.read(DueStore::all);
        ids.set(stored.stream().mapToLong(Due::id).max().orElse(0));
        queue.addAll(stored);
    }

    void start() {
        alive = clock.instant();
        thread.start();
    }

    /** A new row, to be written with the change it belongs to and then handed to {@link #add}. */
    Due plan(Instant at, Due.Kind kind, String subject) {
        return new Due(ids.incrementAndGet(), at, kind, subject);
    }

    void add(Due due) {
        queue.add(due);
        LockSupport.unpark(thread);
    }

    /** Lets go of what waits, but not of its row. */
    void drop(Due due) {
        queue.remove(due);
    }

    /** Lets go of what follows from definitions, and so is planned anew, but not of its rows. */
    void dropFollowing() {
        queue.removeIf(due -> due.kind().follows());
    }

    /** All that waits of a kind. */
    List<Due> all(Due.Kind kind) {
        return queue.stream().filter(due -> due.kind() == kind).toList();
    }

    /** Writes all rows anew. */
    void rewrite(Tx tx) {
        DueStore.clear(tx);
        queue.forEach(row -> DueStore.add(tx, row));
    }

    /** When the loop last went round. */
    Instant alive() {
        return alive;
    }

    /** Whether the loop goes round. */
    boolean isAlive() {
        return alive.plus(DEAD).isAfter(clock.instant());
    }

    private void run() {
        while (!closed) {
            Instant now = clock.instant();
            alive = now;
            next(now).ifPresentOrElse(this::fire, () -> rest(now));
        }
    }

    private void rest(Instant now) {
        boolean soon = next().filter(now.plus(LONGEST_WAIT)::isAfter).isPresent();
        Duration wait = soon ? Duration.between(now, next().orElse(now)) : LONGEST_WAIT;
        LockSupport.parkNanos(Math.max(0, wait.toNanos()));
    }

    /** When something is due next. */
    Optional<Instant> next() {
        return Optional.ofNullable(queue.peek()).map(Due::at);
    }

    private Optional<Due> next(Instant now) {
        return Optional.ofNullable(queue.peek()).filter(due -> !due.at().isAfter(now) && queue.remove(due));
    }

    /** Applies one thing that is due by now, on the calling thread; answers whether there was one. */
    boolean applyNext() {
        Optional<Due> next = next(clock.instant());
        next.ifPresent(this::apply);
        return next.isPresent();
    }

    private void fire(Due due) {
        if (due.kind().kept()) { // thousands may be late together, and each waits for its commit
            Thread.ofVirtual().name("due").start(() -> apply(due));
            return;
        }
        apply(due);
    }

    private void apply(Due due) {
        try {
            apply.accept(due.change());
            if (!due.kind().kept()) {
                var _ = database.write(Priority.CHANGE, tx -> DueStore.done(tx, due.id()));
            }
        } catch (RuntimeException | Error e) {
            log.error("What was due at {} failed, tried again in {}: {}", due.at(), AFTER_FAILURE, due, e);
            add(new Due(due.id(), clock.instant().plus(AFTER_FAILURE), due.kind(), due.subject()));
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
