package io.tocsin.intake;

import io.tocsin.heartbeat.Beat;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.watch.Change;
import io.tocsin.watch.MonitorView;
import io.tocsin.watch.Watching;

/** Hands what was heard to the door of all change. */
final class Hearing {

    private static final Route.Answer REPLAYED =
            Route.Answer.text(400, "The time is not later than the last one.\n");
    private static final Route.Answer WAITING =
            Route.Answer.text(503, "Heard, but it cannot be written down now.\n");

    private final Watching watching;

    Hearing(Watching watching) {
        this.watching = watching;
    }

    /**
     * Returns when it is written down.
     *
     * @throws Refusal if it was sent before, or cannot be written down now
     */
    void heard(MonitorView program, Beat beat) {
        watching.apply(new Change.Beaten(program.monitor().id(), beat));
    }

    /** What a program is told whose sign was not taken. */
    static Route.Answer answer(Refusal refused) {
        return refused.phrase().key().equals("heartbeat.waits") ? WAITING : REPLAYED;
    }
}
