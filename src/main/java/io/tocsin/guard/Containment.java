package io.tocsin.guard;

import java.util.concurrent.ScheduledExecutorService;

/**
 * What all drop-ins are contained by.
 *
 * @param watch ends what takes too long and nobody waits for
 */
public record Containment(ScheduledExecutorService watch, Limits limits, LongCalls longCalls) {

    public Containment(ScheduledExecutorService watch, Limits limits) {
        this(watch, limits, new LongCalls(watch));
    }
}
