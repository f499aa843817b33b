package io.tocsin.notification;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Longer and longer waits, none of them quite like another room's. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int DOUBLINGS = 8;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** How long to wait now; what the other side asked for comes first. */
    Duration next(Optional<Duration> asked) {
        Duration jittered = after(failures);
        failures++;
        return asked.filter(time -> time.compareTo(jittered) > 0).orElse(jittered);
    }

    /** How long to wait after so many failures. */
    Duration after(int failed) {
        Duration usual = FIRST.multipliedBy(1L << Math.min(failed, DOUBLINGS));
        Duration wait = usual.compareTo(LONGEST) > 0 ? LONGEST : usual;
        return Duration.ofNanos((long) (wait.toNanos() * (0.75 + random.nextDouble() / 2)));
    }

    void reset() {
        failures = 0;
    }
}
