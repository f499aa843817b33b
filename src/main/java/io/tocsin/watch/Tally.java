package io.tocsin.watch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts of checks since the start, and how late they began. Safe for use by many threads. */
public final class Tally {

    private static final int BUCKETS = 32;

    private final LongAdder started = new LongAdder();
    private final LongAdder overlapping = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final AtomicLongArray lateness = new AtomicLongArray(BUCKETS);

    void started(Duration late) {
        started.increment();
        long millis = Math.max(0, late.toMillis());
        lateness.incrementAndGet(Math.min(BUCKETS - 1, 64 - Long.numberOfLeadingZeros(millis)));
    }

    void overlapping() {
        overlapping.increment();
    }

    void timedOut() {
        timedOut.increment();
    }

    void repeated() {
        repeated.increment();
    }

    /** Checks that began. */
    public long startedCount() {
        return started.sum();
    }

    /** Checks that did not begin, because the monitor's last one still ran. */
    public long overlappingCount() {
        return overlapping.sum();
    }

    /** Checks whose probe did not come back within its limit. */
    public long timedOutCount() {
        return timedOut.sum();
    }

    /** Checks that were made again to confirm what was seen. */
    public long repeatedCount() {
        return repeated.sum();
    }

    /** The lateness in milliseconds under which this share of all checks began, rounded up to a power of two. */
    public long latenessMillis(double share) {
        long[] counts = new long[BUCKETS];
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] = lateness.get(i);
            all += counts[i];
        }
        long below = 0;
        for (int i = 0; i < BUCKETS; i++) {
            below += counts[i];
            if (below >= all * share) {
                return i == 0 ? 0 : (1L << i) - 1;
            }
        }
        return 0;
    }
}
