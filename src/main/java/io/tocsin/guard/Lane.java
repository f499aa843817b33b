package io.tocsin.guard;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few platform threads of one plugin, and a bounded queue before them. A lost thread is replaced, up to a bound. */
final class Lane {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    private static final int QUEUE = 1_000;
    private static final int IDLE_SECONDS = 20;

    private final ThreadGroup group;
    private final int threads;
    private final Set<Thread> own = ConcurrentHashMap.newKeySet();
    private final Set<Running<?>> active = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor pool;
    private final LongCalls longCalls;
    private int lost;

    /** @param loader becomes the context class loader of the threads */
    Lane(String name, int threads, ClassLoader loader, LongCalls longCalls) {
        this.longCalls = longCalls;
        this.group = new ThreadGroup(name);
        this.threads = threads;
        this.pool = new Pool(threads, factory(name, loader));
        pool.allowCoreThreadTimeOut(true);
    }

    private ThreadFactory factory(String name, ClassLoader loader) {
        Thread.Builder.OfPlatform builder = Thread.ofPlatform().group(group).name(name + "-", 1).daemon()
                .inheritInheritableThreadLocals(false)
                .uncaughtExceptionHandler(Lane::ended);
        return work -> {
            // one that has done its work still ends, and is no stray meanwhile
            own.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
            Thread thread = builder.unstarted(work);
            thread.setContextClassLoader(loader);
            own.add(thread);
            return thread;
        };
    }

    private static void ended(Thread thread, Throwable why) {
        if (!(why instanceof Worn)) {
            log.error("{} ended unexpectedly", thread.getName(), why);
        }
    }

    boolean isCurrentThread() {
        return Thread.currentThread().getThreadGroup() == group;
    }

    /** Whether a thread belongs to the lane itself, and not to what the plugin began on it. */
    boolean owns(Thread thread) {
        return own.contains(thread);
    }

    /** Whether a thread was begun on this lane, by whomever. */
    boolean isOrigin(Thread thread) {
        ThreadGroup of = thread.getThreadGroup();
        return of != null && group.parentOf(of);
    }

    boolean idle() {
        return pool.getActiveCount() == 0 && pool.getQueue().isEmpty();
    }

    /** @throws RejectedExecutionException if the queue is full, or the lane closed */
    void begin(Running<?> running) {
        pool.execute(running);
        // here, and not on the plugin's thread, whose threads must be its own
        longCalls.begun(running);
    }

    /** Takes a call from the queue, or ends it at its next chance. */
    void end(Running<?> running) {
        running.giveUp();
        if (pool.remove(running)) {
            running.over();
        }
    }

    /**
     * Replaces the thread of a call that has not ended, if there are not too many of them.
     *
     * @param regained run when it ends after all
     * @return the thread; empty if the call has ended
     */
    Optional<Thread> lose(Running<?> running, Runnable regained) {
        Optional<Thread> thread = running.lose(() -> {
            resize(-1);
            regained.run();
        });
        thread.ifPresent(_ -> resize(1));
        return thread;
    }

    private synchronized void resize(int more) {
        lost += more;
        int size = threads + Math.min(lost, threads);
        if (size > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(size);
            pool.setCorePoolSize(size);
        } else {
            pool.setCorePoolSize(size);
            pool.setMaximumPoolSize(size);
        }
    }

    /**
     * Ends what runs and drops what waits.
     *
     * @return what ran
     */
    Set<Running<?>> close() {
        for (Runnable waiting : pool.shutdownNow()) {
            if (waiting instanceof Running<?> running) {
                running.cancel(false);
                running.over();
            }
        }
        active.forEach(Running::giveUp);
        return Set.copyOf(active);
    }

    /** Ends a thread whose priority was lowered, which is for good; the pool replaces it. */
    private static final class Worn extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Worn() {
            super("its priority was lowered", null, false, false);
        }
    }

    /** Knows what runs. */
    private final class Pool extends ThreadPoolExecutor {

        Pool(int threads, ThreadFactory factory) {
            super(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), factory);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable work) {
            if (work instanceof Running<?> running) {
                active.add(running);
            }
        }

        @Override
        protected void afterExecute(Runnable work, @Nullable Throwable thrown) {
            if (work instanceof Running<?> running) {
                active.remove(running);
                if (thrown == null && running.hasLess()) {
                    throw new Worn();
                }
            }
        }
    }
}
