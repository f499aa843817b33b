package io.tocsin.hook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How often everybody waits for one that does not answer: a few times within a time, and then not for a while.
 */
public final class Patience {

    static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int MOST = 3;

    private final LongSupplier nanos;
    private final Deque<Long> tries = new ArrayDeque<>();
    private long over;
    private boolean paused;

    /** @param nanos the time, as {@link System#nanoTime} tells it */
    Patience(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes note that it did not answer; answers whether that was once too often. */
    synchronized boolean tried() {
        long now = nanos.getAsLong();
        tries.addLast(now);
        while (now - tries.getFirst() > WITHIN.toNanos()) {
            tries.removeFirst();
        }
        if (tries.size() < MOST) {
            return false;
        }
        tries.clear();
        paused = true;
        over = now;
        return true;
    }

    synchronized boolean isOver() {
        paused = paused && nanos.getAsLong() - over < PAUSE.toNanos();
        return paused;
    }
}
