package io.tocsin.chat;

import io.tocsin.spi.Durations;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.Optional;

/** Lengths of time as they are read in a sentence, where anything else may stand in their place. */
final class Lengths {

    private Lengths() {}

    /** Reads a length of time; empty if the text is none. */
    static Optional<Duration> read(String text) {
        try {
            return Optional.of(Durations.parse(OtherWords.length(text.strip())));
        } catch (Refusal none) {
            return Optional.empty();
        }
    }
}
