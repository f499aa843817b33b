package io.tocsin.guard;

import io.tocsin.spi.Phrase;
import java.time.InstantSource;
import java.util.Optional;

/** What went wrong inside one plugin: how often, and the last of it. */
public final class Faults {

    private final InstantSource clock;
    private long count;
    private Optional<Fault> last = Optional.empty();

    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void note(String during, Phrase what) {
        count++;
        last = Optional.of(new Fault(clock.instant(), during, what));
    }

    public synchronized long count() {
        return count;
    }

    public synchronized Optional<Fault> last() {
        return last;
    }
}
