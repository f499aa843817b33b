package io.tocsin.watch;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What is looked at again and again, on one thread. */
final class Rounds implements AutoCloseable {

    /** A check that ends while the bot does has nobody to look after it. */
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("watch-chores").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    /** Looks first after a while, and then so long after each look. */
    void every(Duration wait, Duration first, Runnable look) {
        var _ = timer.scheduleWithFixedDelay(look, first.toMillis(), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    void once(Duration wait, Runnable look) {
        var _ = timer.schedule(look, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
