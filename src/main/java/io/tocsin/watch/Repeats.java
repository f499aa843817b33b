package io.tocsin.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Checks made again soon, to confirm what was seen once. They share a budget, beyond which they wait their turn, so that
 * scheduled checks are never late for them.
 */
final class Repeats implements AutoCloseable {

    private static final double JITTER = 0.2;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final Function<Live, Optional<Instant>> scheduled;
    private final BiConsumer<Live, Instant> check;
    private final long nanosApart;
    private final AtomicLong nextFree = new AtomicLong(System.nanoTime());
    private final ScheduledThreadPoolExecutor timer;

    Repeats(
            int perSecond,
            InstantSource clock,
            RandomGenerator random,
            Function<Live, Optional<Instant>> scheduled,
            BiConsumer<Live, Instant> check) {
        this.clock = clock;
        this.random = random;
        this.scheduled = scheduled;
        this.check = check;
        this.nanosApart = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("repeated-checks").daemon().factory());
        this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // a check that ends while the bot does has nobody to repeat it
        this.timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Checks a monitor again after its retry interval, unless its schedule comes first. */
    void soon(Live live) {
        Duration retry = live.monitor().policy().retryInterval();
        Duration wait = Duration.ofNanos((long) (retry.toNanos() * (1 - JITTER + 2 * JITTER * random.nextDouble())));
        Instant repeat = clock.instant().plus(wait);
        boolean scheduledSooner = scheduled.apply(live).filter(repeat::isAfter).isPresent();
        if (!scheduledSooner && live.claimRepeat()) {
            var _ = timer.schedule(() -> turn(live, false), wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Checks a monitor as soon as the budget allows, because others need to know how it is. */
    void asked(Live live) {
        if (live.claimRepeat()) {
            timer.execute(() -> turn(live, true));
        }
    }

    private void turn(Live live, boolean asked) {
        long now = System.nanoTime();
        long mine = nextFree.getAndUpdate(free -> Math.max(free, now) + nanosApart);
        if (mine <= now) {
            run(live, asked);
        } else {
            var _ = timer.schedule(() -> run(live, asked), mine - now, TimeUnit.NANOSECONDS);
        }
    }

    private void run(Live live, boolean asked) {
        live.releaseRepeat();
        if (!live.removed() && (asked || live.standing().unconfirmed())) {
            check.accept(live, clock.instant());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
