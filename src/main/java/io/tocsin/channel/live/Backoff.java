package io.tocsin.channel.live;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: each time twice as long, give or take a quarter, so that many bots do not come at once.
 *
 * @param first the wait after the first failure
 * @param longest what no wait is longer than, but for that quarter
 */
public record Backoff(Duration first, Duration longest) {

    public static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private static final int DOUBLINGS = 20;

    /** @param failures how often it failed before, from 0 */
    public Duration after(int failures, RandomGenerator random) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        Duration wait = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofNanos((long) (wait.toNanos() * random.nextDouble(0.75, 1.25)));
    }
}
