package io.tocsin.witness;

import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.time.Instant;

/**
 * A time in which nothing could be judged.
 *
 * @param from when it began, as far as that is known
 * @param known the last moment before it at which all was well
 * @param step by how much the clock jumped; zero if it was the network
 */
public record Gap(Cause cause, Instant from, Instant known, Duration step) {

    /** What went wrong. */
    public enum Cause {
        /** No witness answers. */
        NETWORK,
        /** The clock was set, or the machine slept. */
        CLOCK
    }

    /** Why nothing is judged. */
    public Phrase why() {
        return switch (cause) {
            case NETWORK -> Phrase.of("witness.gone");
            case CLOCK -> Phrase.of("witness.jumped");
        };
    }
}
