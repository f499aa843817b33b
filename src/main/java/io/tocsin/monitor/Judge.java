package io.tocsin.monitor;

import io.tocsin.spi.Result;
import java.time.Instant;

/** Judges what a check saw by the monitor's conditions. */
public final class Judge {

    private Judge() {}

    public static Seen judge(Monitor monitor, Instant planned, Instant began, Result result) {
        return new Seen(planned, began, result, monitor.conditions().judge(result));
    }
}
