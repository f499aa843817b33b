package io.tocsin.status;

import io.tocsin.monitor.Policy.FlapPolicy;
import java.time.Instant;

/**
 * A weighted window over the last twenty slots of time: a slot counts when the confirmed status changed in it, the newest
 * by 1.2 and the oldest by 0.8, as Icinga 2 weighs checks.
 *
 * @param changed one bit a slot, the newest lowest
 * @param slot the number of the newest slot since the epoch
 * @param active whether the monitor is flapping
 */
record Flapping(int changed, long slot, boolean active) {

    static final Flapping CALM = new Flapping(0, Long.MIN_VALUE, false);
    static final int SLOTS = FlapPolicy.SLOTS;
    private static final int WINDOW = (1 << SLOTS) - 1;

    /** Moves the window to an instant and takes in whether the status changed there. */
    Flapping at(Instant now, boolean change, FlapPolicy policy) {
        if (!policy.on() || (changed == 0 && !change && !active)) {
            return active ? CALM : this;
        }
        long current = now.toEpochMilli() / policy.slot().toMillis();
        int bits = shifted(current);
        if (change) {
            bits |= 1;
        }
        double percent = percent(bits);
        boolean flaps = active ? percent > policy.low() : percent > policy.high();
        boolean clockWasSetBack = current < slot - SLOTS;
        return new Flapping(bits, clockWasSetBack ? current : Math.max(slot, current), flaps);
    }

    private int shifted(long current) {
        if (changed == 0 || current <= slot) {
            return changed;
        }
        long by = current - slot;
        return by >= SLOTS ? 0 : (changed << by) & WINDOW;
    }

    /** How many slots had a change. */
    int changes() {
        return Integer.bitCount(changed);
    }

    /** The weighted share of slots with a change. */
    double percent() {
        return percent(changed);
    }

    private static double percent(int bits) {
        double weight = 0;
        for (int age = 0; age < SLOTS; age++) {
            if ((bits >> age & 1) == 1) {
                weight += 0.8 + 0.02 * (SLOTS - 1 - age);
            }
        }
        return weight * 100 / SLOTS;
    }
}
