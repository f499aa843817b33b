package io.tocsin.watch;

import io.tocsin.witness.Eyes.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes only when it is told to. */
public final class SetClock implements InstantSource {

    private final AtomicReference<Moment> now =
            new AtomicReference<>(new Moment(Instant.parse("2026-03-02T14:00:00Z"), 0));

    @Override
    public Instant instant() {
        return now.get().wall();
    }

    /** Together with the clock that only goes on. */
    Moment moment() {
        return now.get();
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> new Moment(before.wall().plus(time), before.nanos() + time.toNanos()));
    }

    /** Is set, as if the machine had slept. */
    void jump(Duration step) {
        now.updateAndGet(before -> new Moment(before.wall().plus(step), before.nanos()));
    }
}
