package io.tocsin.guard;

import io.tocsin.spi.Phrase;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What went wrong inside one plugin: how often, and the last of it. */
public final class Faults {

    private static final int KEPT = 20;

    private final InstantSource clock;
    private final Deque<Fault> recent = new ArrayDeque<>();
    private long count;
    private int abandoned;

    public Faults(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void note(String during, Phrase what) {
        count++;
        if (recent.size() == KEPT) {
            recent.removeFirst();
        }
        recent.addLast(new Fault(clock.instant(), during, what));
    }

    synchronized void abandon(String during, Phrase what) {
        abandoned++;
        note(during, what);
    }

    /** A thread that had been abandoned has ended after all. */
    synchronized void regain() {
        abandoned--;
    }

    public synchronized long count() {
        return count;
    }

    /** How many threads heed neither interrupt nor checkpoint and still run, so that the classes of the plugin stay too. */
    public synchronized int abandoned() {
        return abandoned;
    }

    public synchronized Optional<Fault> last() {
        return Optional.ofNullable(recent.peekLast());
    }

    /** The last of them, the latest last. */
    public synchronized List<Fault> recent() {
        return List.copyOf(recent);
    }
}
