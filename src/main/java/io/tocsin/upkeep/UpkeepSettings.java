package io.tocsin.upkeep;

import io.tocsin.config.Keys;
import java.time.Duration;

/**
 * What becomes of plugins that fail.
 *
 * @param failures so many within the window, and a plugin is switched off; 0 for never
 */
public record UpkeepSettings(int failures, Duration window) {

    private static final int MOST = 100_000;

    public static UpkeepSettings from(Keys keys) {
        return new UpkeepSettings(
                keys.number("plugins.failures", 10, 0, MOST), keys.duration("plugins.failures-within", "10m"));
    }
}
