package io.tocsin.monitor;

import io.tocsin.monitor.Written.Fault;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with a definition: after a fault the rest is looked at all the same. */
final class Faults {

    private final List<Fault> found = new ArrayList<>();

    void check(String word, Runnable step) {
        var _ = attempt(word, 0, () -> {
            step.run();
            return word;
        });
    }

    /** What a step makes of a word's value, unless that is refused. */
    <T> Optional<T> attempt(String word, int index, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (Refusal refusal) {
            found.add(new Fault(word, index, refusal.phrase()));
            return Optional.empty();
        }
    }

    void add(Fault fault) {
        found.add(fault);
    }

    List<Fault> found() {
        return List.copyOf(found);
    }
}
