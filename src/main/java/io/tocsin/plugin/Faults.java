package io.tocsin.plugin;

import io.tocsin.spi.Phrase;
import java.time.InstantSource;
import java.util.Optional;

/** What went wrong inside one plugin: how often, and the last of it. */
final class Faults {

    private final InstantSource clock;
    private long count;
    private Optional<Fault> last = Optional.empty();

    Faults(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void note(String during, Phrase what) {
        count++;
        last = Optional.of(new Fault(clock.instant(), during, what));
    }

    synchronized long count() {
        return count;
    }

    synchronized Optional<Fault> last() {
        return last;
    }
}
