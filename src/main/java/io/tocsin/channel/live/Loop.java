package io.tocsin.channel.live;

import io.tocsin.channel.Troubles;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing again and again on a thread of its own, such as asking for news, until it is closed. Whatever goes wrong it
 * goes on: it says so, and waits longer and longer until the step says that it has worked.
 */
public final class Loop implements Hearing {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private final String name;
    private final Backoff backoff;
    private final Troubles troubles;
    private final Step step;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private int failures;

    /** What is done; it takes the time it needs, and calls {@link Loop#worked} on the loop's thread. */
    @FunctionalInterface
    public interface Step {
        void run(Loop loop) throws RoomException, InterruptedException;
    }

    /** @param name of its thread */
    public Loop(String name, Backoff backoff, Troubles troubles, Step step) {
        this.name = name;
        this.backoff = backoff;
        this.troubles = troubles;
        this.step = step;
    }

    @Override
    public void start() {
        troubles.expect(Troubles.CONNECTION, "not connected yet");
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            while (!isClosed()) {
                once();
            }
        } catch (InterruptedException stopped) {
            log.debug("{} is closed", name);
        }
    }

    private void once() throws InterruptedException {
        try {
            step.run(this);
        } catch (RoomException failure) {
            failed(String.valueOf(failure.getMessage()), failure.retryAfter());
        } catch (RuntimeException failure) {
            if (!isClosed()) {
                log.error("{} failed and goes on", name, failure);
                failed(failure.toString(), Optional.empty());
            }
        }
    }

    private void failed(String why, Optional<Duration> asked) throws InterruptedException {
        if (isClosed()) {
            return;
        }
        if (!troubles.has(Troubles.TOKEN)) {
            troubles.begin(Troubles.CONNECTION, "not connected: " + why);
        }
        pause(asked);
    }

    /** What made it fail is over, and the next wait is the first one again. */
    public void worked() {
        failures = 0;
        troubles.end(Troubles.CONNECTION);
    }

    /** How long to wait after one more failure. */
    Duration nextWait() {
        return backoff.after(failures++, ThreadLocalRandom.current());
    }

    /** Waits after one more failure, as long as the other side asked for if that is longer. */
    void pause(Optional<Duration> asked) throws InterruptedException {
        Duration usual = nextWait();
        Duration wait = asked.filter(it -> it.compareTo(usual) > 0).orElse(usual);
        if (closesWithin(wait)) {
            log.debug("{} is closed while it waits", name);
        }
    }

    boolean closesWithin(Duration wait) throws InterruptedException {
        return closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Does not wait for a step that is under way; it is interrupted. */
    @Override
    public void close() {
        closed.countDown();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
