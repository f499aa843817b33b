package io.tocsin.monitor;

import java.time.Duration;

/**
 * When what single checks saw is believed.
 *
 * @param failureThreshold bad checks in a row that are trouble
 * @param successThreshold good checks in a row that are recovery
 * @param retryInterval how soon a check that disagrees with the status is repeated; zero for not before its schedule
 * @param flapping when changes are too many to be told one by one
 */
public record Policy(int failureThreshold, int successThreshold, Duration retryInterval, FlapPolicy flapping) {

    public Policy {
        if (failureThreshold < 1 || successThreshold < 1) {
            throw new IllegalArgumentException(
                    "thresholds are 1 or more, not " + failureThreshold + " and " + successThreshold);
        }
    }

    /**
     * A weighted window of twenty slots over confirmed changes. A slot is a stretch of time, not a check, so that the
     * window of a per-second monitor is not over in twenty seconds.
     *
     * @param on whether flapping is looked for
     * @param slot how long one of the twenty slots is
     * @param high percent above which flapping starts
     * @param low percent at which it has ended
     */
    public record FlapPolicy(boolean on, Duration slot, int high, int low) {

        public static final FlapPolicy OFF = new FlapPolicy(false, Duration.ofSeconds(30), 30, 25);
        public static final FlapPolicy STANDARD = new FlapPolicy(true, Duration.ofSeconds(30), 30, 25);
        public static final int SLOTS = 20;

        public FlapPolicy {
            if (slot.toMillis() < 1) {
                throw new IllegalArgumentException("a slot is a millisecond or longer, not " + slot);
            }
        }

        /** How far back changes are looked at. */
        public Duration window() {
            return slot.multipliedBy(SLOTS);
        }
    }
}
