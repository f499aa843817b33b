package io.tocsin.guard;

import io.tocsin.bytecode.Checkpoint;
import io.tocsin.priority.Background;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One call into a plugin that can be asked where it is. */
final class Running<T> extends FutureTask<T> {

    private final Runnable ended;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Future<?> alarm;
    private volatile boolean less;
    private volatile boolean over;
    private @Nullable Runnable found;
    private Duration before = Duration.ZERO;
    private long atFirst = -1;
    private volatile LongConsumer greedy = _ -> {};
    private volatile Optional<Phrase> why = Optional.empty();
    private boolean seen;
    private int id;

    /** @param ended run when the call is really over, not when it is given up */
    Running(Callable<T> work, Runnable ended) {
        super(work);
        this.ended = ended;
    }

    /** Something that is to be called off at the end. */
    void alarm(Future<?> later) {
        alarm = later;
    }

    @Override
    public void run() {
        synchronized (this) {
            thread = Thread.currentThread();
            id = Background.idOfThisThread();
        }
        try {
            super.run();
        } finally {
            leave();
            Thread.interrupted();
            over();
        }
    }

    private synchronized void leave() {
        thread = null;
        Checkpoint.release(Thread.currentThread());
        Runnable regained = found;
        if (regained != null) {
            regained.run();
        }
    }

    /** Interrupts it, and ends it at its next checkpoint. */
    void giveUp() {
        synchronized (this) {
            Thread running = thread;
            if (running != null) {
                Checkpoint.giveUp(running);
            }
        }
        cancel(true);
    }

    /**
     * Counts its thread as lost, if it has not ended.
     *
     * @param regained run when it ends after all
     * @return where its thread was lost; empty if it has ended
     */
    synchronized Optional<Thread> lose(Runnable regained) {
        Thread running = thread;
        if (running == null || found != null) {
            return Optional.empty();
        }
        found = regained;
        less(running);
        return Optional.of(running);
    }

    /**
     * If it has computed for longer than that since this was first asked, it goes on only where nobody else wants to run.
     *
     * @param used how much a thread has computed so far
     */
    synchronized void lessIfLong(Function<Thread, Duration> used, Duration most) {
        Thread running = thread;
        if (running == null || less) {
            return;
        }
        Duration now = used.apply(running);
        if (!seen) {
            seen = true;
            before = now;
        } else if (now.minus(before).compareTo(most) > 0) {
            less(running);
        }
    }

    private void less(Thread running) {
        less = true;
        Background.onlyWhenIdle(running, id);
    }

    /** To be done when it takes too much memory, with the number of bytes; once. */
    void onGreed(LongConsumer then) {
        greedy = then;
    }

    void tooGreedy(long bytes) {
        LongConsumer then = greedy;
        greedy = _ -> {};
        then.accept(bytes);
    }

    /**
     * How much memory it has taken since this was first asked, kept or not.
     *
     * @param allocated how many bytes a thread has taken so far
     */
    synchronized long taken(ToLongFunction<Thread> allocated) {
        Thread running = thread;
        if (running == null) {
            return 0;
        }
        long now = allocated.applyAsLong(running);
        atFirst = atFirst < 0 ? now : atFirst;
        return now - atFirst;
    }

    /** Why it is ended before its time, for whoever waits for it. */
    void because(Phrase reason) {
        why = Optional.of(reason);
    }

    Optional<Phrase> why() {
        return why;
    }

    /** Whether its thread was made to wait for others, which is for good. */
    boolean hasLess() {
        return less;
    }

    /** To be told when it has left the queue without having run. */
    void over() {
        Future<?> pending = alarm;
        if (pending != null) {
            pending.cancel(false);
        }
        over = true;
        ended.run();
    }

    boolean isOver() {
        return over;
    }

    /** What its thread is doing; empty while it waits for one. */
    Optional<StackTraceElement[]> trace() {
        Thread running = thread;
        return running == null ? Optional.empty() : Optional.of(running.getStackTrace());
    }
}
