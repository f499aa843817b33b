package io.tocsin.channel;

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
 * Does one thing again and again on a thread of its own, such as asking for news, until it is closed. While it fails it
 * waits longer and longer and says so; what made it fail is over with the first time that it works.
 */
public final class Loop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final int DOUBLINGS = 10;

    private final String name;
    private final Waits waits;
    private final Troubles troubles;
    private final Step step;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private int failures;

    /** What is done; it takes the time it needs. */
    @FunctionalInterface
    public interface Step {
        void run() throws RoomException, InterruptedException;
    }

    /**
     * How long to wait.
     *
     * @param first after a failure; after each further one twice as long
     * @param longest at most, unless the other side asks for more
     */
    public record Waits(Duration first, Duration longest) {

        public static final Waits USUAL = new Waits(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /** @param name of its thread */
    public Loop(String name, Waits waits, Troubles troubles, Step step) {
        this.name = name;
        this.waits = waits;
        this.troubles = troubles;
        this.step = step;
    }

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
            step.run();
            failures = 0;
            troubles.end(Troubles.CONNECTION);
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
        Duration doubled = waits.first().multipliedBy(1L << Math.min(failures, DOUBLINGS));
        Duration usual = doubled.compareTo(waits.longest()) > 0 ? waits.longest() : doubled;
        failures++;
        long jittered = (long) (usual.toNanos() * ThreadLocalRandom.current().nextDouble(0.75, 1.25));
        if (closed.await(Math.max(jittered, asked.orElse(Duration.ZERO).toNanos()), TimeUnit.NANOSECONDS)) {
            log.debug("{} is closed while it waits", name);
        }
    }

    private boolean isClosed() {
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
