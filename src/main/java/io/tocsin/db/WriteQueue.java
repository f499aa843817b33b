package io.tocsin.db;

import io.tocsin.db.Health.Trouble;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written, and whether it can be. While there is trouble whatever arrives is answered at once with
 * {@link Written#DEFERRED} and kept. Futures are never completed under the lock.
 */
final class WriteQueue {

    /** A work and the promise of its being written. */
    record Entry(Tx.Work work, CompletableFuture<Written> result) {}

    /** How many works may wait, of each kind. */
    record Bounds(int changes, int samples) {
        static final Bounds DEFAULT = new Bounds(200_000, 50_000);
    }

    private static final int TAKEN_AT_ONCE = 4_096;

    private final Bounds bounds;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Entry> changes = new ArrayDeque<>();
    private final Deque<Entry> samples = new ArrayDeque<>();
    private List<Entry> taken = List.of();
    private Priority takenFrom = Priority.CHANGE;
    private long takenNanos;
    private Optional<Trouble> trouble = Optional.empty();
    private long lost;
    private boolean rewriteNeeded;
    private boolean closed;

    WriteQueue(Bounds bounds) {
        this.bounds = bounds;
    }

    CompletableFuture<Written> add(Priority priority, Tx.Work work) {
        Entry entry = new Entry(work, new CompletableFuture<>());
        Optional<Entry> dropped = Optional.empty();
        boolean deferred;
        lock.lock();
        try {
            Deque<Entry> queue = queue(priority);
            if (queue.size() >= limit(priority)) {
                dropped = Optional.of(queue.removeFirst());
                lost++;
                rewriteNeeded |= priority == Priority.CHANGE;
            }
            queue.addLast(entry);
            deferred = trouble.isPresent() || closed;
            news.signal();
        } finally {
            lock.unlock();
        }
        dropped.ifPresent(old -> old.result().complete(Written.DEFERRED));
        if (deferred) {
            entry.result().complete(Written.DEFERRED);
        }
        return entry.result();
    }

    /** Puts works before all others, such as those that write the live state anew. */
    void addFirst(List<Tx.Work> works) {
        lock.lock();
        try {
            for (Tx.Work work : works.reversed()) {
                changes.addFirst(new Entry(work, new CompletableFuture<>()));
            }
            rewriteNeeded = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to do: while there is trouble, until the pause is over.
     *
     * @return false when the queue is closed, and is empty or in trouble
     */
    boolean await(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            if (trouble.isPresent()) {
                long left = pause.toNanos();
                while (left > 0 && !closed) {
                    left = news.awaitNanos(left);
                }
                return !closed;
            }
            while (changes.isEmpty() && samples.isEmpty()) {
                if (closed) {
                    return false;
                }
                news.await();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next works, in order: changes, and after each lot of changes one of samples. */
    List<Entry> take() {
        lock.lock();
        try {
            boolean samplesTurn = trouble.isEmpty() && takenFrom == Priority.CHANGE && !samples.isEmpty();
            takenFrom = samplesTurn || changes.isEmpty() ? Priority.SAMPLE : Priority.CHANGE;
            Deque<Entry> queue = queue(takenFrom);
            List<Entry> next = new ArrayList<>(Math.min(queue.size(), TAKEN_AT_ONCE));
            while (!queue.isEmpty() && next.size() < TAKEN_AT_ONCE) {
                next.add(queue.removeFirst());
            }
            taken = next;
            takenNanos = System.nanoTime();
            return next;
        } finally {
            lock.unlock();
        }
    }

    Priority takenFrom() {
        return takenFrom;
    }

    /**
     * The first of the works taken are written; the others go back to the head.
     *
     * @return the trouble that ended with this
     */
    Optional<Trouble> committed(int count) {
        List<Entry> done;
        Optional<Trouble> ended = Optional.empty();
        lock.lock();
        try {
            done = taken.subList(0, count);
            putBack(taken.subList(count, taken.size()));
            if (changes.isEmpty()) {
                ended = trouble;
                trouble = Optional.empty();
            }
        } finally {
            lock.unlock();
        }
        done.forEach(entry -> entry.result().complete(Written.COMMITTED));
        return ended;
    }

    /**
     * Nothing can be written: what was taken goes back, and everybody who waits goes on.
     *
     * @return whether this is news
     */
    boolean defer(Trouble cause) {
        List<Entry> waiting = new ArrayList<>();
        boolean news;
        lock.lock();
        try {
            waiting.addAll(changes);
            waiting.addAll(samples);
            waiting.addAll(taken);
            putBack(taken);
            news = note(cause);
        } finally {
            lock.unlock();
        }
        waiting.forEach(entry -> entry.result().complete(Written.DEFERRED));
        return news;
    }

    /** Puts back what was taken, for another try at once, unless there is trouble already. */
    boolean retry() {
        lock.lock();
        try {
            if (trouble.isEmpty()) {
                putBack(taken);
            }
            return trouble.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Lets go whoever waits for a commit that hangs; what was taken stays with the writer. */
    boolean deferIfStalled(Trouble cause, Duration limit) {
        List<Entry> waiting = new ArrayList<>();
        lock.lock();
        try {
            if (taken.isEmpty() || trouble.isPresent() || System.nanoTime() - takenNanos < limit.toNanos()) {
                return false;
            }
            waiting.addAll(changes);
            waiting.addAll(samples);
            waiting.addAll(taken);
            note(cause);
        } finally {
            lock.unlock();
        }
        waiting.forEach(entry -> entry.result().complete(Written.DEFERRED));
        return true;
    }

    /** Whether writes were lost whose effect the live state still has, so that it is to be written anew. */
    boolean rewriteNeeded() {
        lock.lock();
        try {
            return rewriteNeeded;
        } finally {
            lock.unlock();
        }
    }

    Health health() {
        lock.lock();
        try {
            return new Health(trouble, changes.size() + samples.size() + taken.size(), lost);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean note(Trouble cause) {
        boolean other = trouble.isEmpty() || trouble.get().kind() != cause.kind();
        if (other) {
            trouble = Optional.of(cause);
        }
        return other;
    }

    private void putBack(List<Entry> entries) {
        Deque<Entry> queue = queue(takenFrom);
        for (Entry entry : entries.reversed()) {
            queue.addFirst(entry);
        }
        taken = List.of();
    }

    private Deque<Entry> queue(Priority priority) {
        return priority == Priority.CHANGE ? changes : samples;
    }

    private int limit(Priority priority) {
        return priority == Priority.CHANGE ? bounds.changes() : bounds.samples();
    }
}
