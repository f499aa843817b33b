package io.tocsin.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs each request on a virtual thread, so many at once and no more, and interrupts one that takes too long at what it
 * does: a virtual thread that is interrupted while it reads or writes a connection closes it.
 */
final class Exchanges implements Executor, AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    private final Semaphore room;
    private final Duration reading;
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("web-sweeper").daemon().factory());

    Exchanges(Bounds bounds) {
        this.room = new Semaphore(bounds.connections());
        this.reading = bounds.request();
        sweeper.scheduleWithFixedDelay(this::sweep, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One request that is under way. */
    static final class Exchange {

        private final Thread thread;
        private long end;

        private Exchange(Thread thread) {
            this.thread = thread;
        }

        /** From here on it may take this long, and no longer. */
        private synchronized void within(Duration limit) {
            end = System.nanoTime() + limit.toNanos();
        }

        private synchronized void interruptIfLate() {
            if (System.nanoTime() - end > 0) {
                thread.interrupt();
            }
        }
    }

    /** Tells how long the request of this thread may take at what it does next. */
    static void within(Duration limit) {
        if (CURRENT.isBound()) {
            CURRENT.get().within(limit);
        }
    }

    /** @throws RejectedExecutionException if there is no room; the server then closes the connection */
    @Override
    public void execute(Runnable request) {
        if (!room.tryAcquire()) {
            throw new RejectedExecutionException("too many requests at once");
        }
        Thread.ofVirtual().name("web").start(() -> run(request));
    }

    private void run(Runnable request) {
        Exchange exchange = new Exchange(Thread.currentThread());
        exchange.within(reading);
        running.add(exchange);
        try {
            ScopedValue.where(CURRENT, exchange).run(request);
        } finally {
            running.remove(exchange);
            room.release();
        }
    }

    private void sweep() {
        running.forEach(Exchange::interruptIfLate);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        running.forEach(exchange -> exchange.thread.interrupt());
    }
}
