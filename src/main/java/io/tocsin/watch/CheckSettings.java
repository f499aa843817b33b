package io.tocsin.watch;

import io.tocsin.config.Keys;

/**
 * Bounds of checking.
 *
 * @param inFlight checks that may run at once
 * @param perHost of them against one host
 * @param repeatsPerSecond checks a second that may be made again to confirm what was seen
 */
public record CheckSettings(int inFlight, int perHost, int repeatsPerSecond) {

    public static CheckSettings from(Keys keys) {
        return new CheckSettings(
                keys.number("check.in-flight", 16_000, 1, 1_000_000),
                keys.number("check.per-host", 1_000, 1, 1_000_000),
                keys.number("recheck.per-second", 500, 1, 1_000_000));
    }
}
