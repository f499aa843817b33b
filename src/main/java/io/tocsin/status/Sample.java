package io.tocsin.status;

import io.tocsin.monitor.Level;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phases;

/**
 * What a monitor's checks of one minute, or one hour, came to. Not safe for use by several threads.
 *
 * <p>Response times are counted in buckets that double: bucket {@code n} holds those under {@code 2^n} ms.
 */
final class Sample {

    static final int BUCKETS = 20;
    private static final int PHASES = 5;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long checks;
    private long failures;
    private long sumMillis;
    private long minMillis = Long.MAX_VALUE;
    private long maxMillis;
    private final long[] histogram;
    private final long[] phaseMicros;

    Sample() {
        this(new long[BUCKETS], new long[PHASES]);
    }

    private Sample(long[] histogram, long[] phaseMicros) {
        this.histogram = histogram;
        this.phaseMicros = phaseMicros;
    }

    static Sample of(
            long checks, long failures, long sumMillis, long minMillis, long maxMillis, byte[] histogram,
            byte[] phases) {
        Sample sample = new Sample(Packed.unpack(histogram, BUCKETS), Packed.unpack(phases, PHASES));
        sample.checks = checks;
        sample.failures = failures;
        sample.sumMillis = sumMillis;
        sample.minMillis = minMillis;
        sample.maxMillis = maxMillis;
        return sample;
    }

    void add(Seen seen) {
        Phases phases = seen.result().phases();
        long millis = phases.total() / NANOS_PER_MILLI;
        checks++;
        if (seen.level() == Level.DOWN) {
            failures++;
        }
        sumMillis += millis;
        minMillis = Math.min(minMillis, millis);
        maxMillis = Math.max(maxMillis, millis);
        histogram[Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(millis))]++;
        phaseMicros[0] += phases.dns() / 1000;
        phaseMicros[1] += phases.connect() / 1000;
        phaseMicros[2] += phases.tls() / 1000;
        phaseMicros[3] += phases.firstByte() / 1000;
        phaseMicros[4] += phases.download() / 1000;
    }

    void add(Sample other) {
        checks += other.checks;
        failures += other.failures;
        sumMillis += other.sumMillis;
        minMillis = Math.min(minMillis, other.minMillis);
        maxMillis = Math.max(maxMillis, other.maxMillis);
        for (int i = 0; i < BUCKETS; i++) {
            histogram[i] += other.histogram[i];
        }
        for (int i = 0; i < PHASES; i++) {
            phaseMicros[i] += other.phaseMicros[i];
        }
    }

    boolean isEmpty() {
        return checks == 0;
    }

    long checks() {
        return checks;
    }

    long failures() {
        return failures;
    }

    long sumMillis() {
        return sumMillis;
    }

    long minMillis() {
        return checks == 0 ? 0 : minMillis;
    }

    long maxMillis() {
        return maxMillis;
    }

    byte[] histogram() {
        return Packed.pack(histogram);
    }

    byte[] phases() {
        return Packed.pack(phaseMicros);
    }

    /** The response time that this share of checks stayed under, to the next power of two. */
    long quantileMillis(double share) {
        long below = 0;
        for (int i = 0; i < BUCKETS; i++) {
            below += histogram[i];
            if (below >= checks * share) {
                return Math.min(maxMillis, 1L << i);
            }
        }
        return maxMillis;
    }
}
