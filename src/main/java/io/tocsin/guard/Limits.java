package io.tocsin.guard;

import java.time.Duration;

/**
 * How long foreign code may take.
 *
 * @param quick for loading, starting, and what should return at once
 * @param answer for what people or chat systems wait for
 * @param task for what was scheduled, and nobody waits for
 * @param stop for the good-bye
 */
public record Limits(Duration quick, Duration answer, Duration task, Duration stop) {

    public static final Limits USUAL = new Limits(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(3));

    private static final Duration LONGEST_PASSING = Duration.ofSeconds(2);

    /** For a look at what passes: everything behind it waits. */
    public Duration passing() {
        return quick.compareTo(LONGEST_PASSING) < 0 ? quick : LONGEST_PASSING;
    }
}
