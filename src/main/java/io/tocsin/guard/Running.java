package io.tocsin.guard;

import io.tocsin.bytecode.Checkpoint;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** One call into a plugin that can be asked where it is. */
final class Running<T> extends FutureTask<T> {

    private final Runnable ended;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Future<?> alarm;
    private @Nullable Runnable found;

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
        }
        try {
            super.run();
        } finally {
            leave();
            Thread.interrupted();
            over();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // back to what it was
    private synchronized void leave() {
        thread = null;
        Checkpoint.release(Thread.currentThread());
        Runnable regained = found;
        if (regained != null) {
            Thread.currentThread().setPriority(Thread.NORM_PRIORITY);
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
    @SuppressWarnings("ThreadPriorityCheck") // nothing waits for it any more
    synchronized Optional<Thread> lose(Runnable regained) {
        Thread running = thread;
        if (running == null || found != null) {
            return Optional.empty();
        }
        found = regained;
        running.setPriority(Thread.MIN_PRIORITY);
        return Optional.of(running);
    }

    /** To be told when it has left the queue without having run. */
    void over() {
        Future<?> pending = alarm;
        if (pending != null) {
            pending.cancel(false);
        }
        ended.run();
    }

    /** What its thread is doing; empty while it waits for one. */
    Optional<StackTraceElement[]> trace() {
        Thread running = thread;
        return running == null ? Optional.empty() : Optional.of(running.getStackTrace());
    }
}
