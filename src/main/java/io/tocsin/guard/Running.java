package io.tocsin.guard;

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
        thread = Thread.currentThread();
        try {
            super.run();
        } finally {
            thread = null;
            Thread.interrupted();
            over();
        }
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
