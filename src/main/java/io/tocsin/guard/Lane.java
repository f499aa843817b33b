package io.tocsin.guard;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few platform threads of one plugin, and a bounded queue before them. */
final class Lane implements AutoCloseable {

    private static final int QUEUE = 1_000;
    private static final int IDLE_SECONDS = 20;

    private final ThreadGroup group;
    private final ThreadPoolExecutor pool;

    /** @param loader becomes the context class loader of the threads */
    Lane(String name, int threads, ClassLoader loader) {
        group = new ThreadGroup(name);
        Thread.Builder.OfPlatform builder = Thread.ofPlatform().group(group).name(name + "-", 1).daemon()
                .inheritInheritableThreadLocals(false);
        pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), work -> {
                    Thread thread = builder.unstarted(work);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    boolean isCurrentThread() {
        return Thread.currentThread().getThreadGroup() == group;
    }

    /** @throws RejectedExecutionException if the queue is full, or the lane closed */
    void begin(Running<?> running) {
        pool.execute(running);
    }

    /** Takes a call from the queue, or interrupts it. */
    void end(Running<?> running) {
        running.cancel(true);
        if (pool.remove(running)) {
            running.over();
        }
    }

    /** Interrupts what runs and drops what waits. */
    @Override
    public void close() {
        for (Runnable waiting : pool.shutdownNow()) {
            if (waiting instanceof Running<?> running) {
                running.cancel(false);
                running.over();
            }
        }
    }
}
