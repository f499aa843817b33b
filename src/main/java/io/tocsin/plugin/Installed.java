package io.tocsin.plugin;

import io.tocsin.spi.Plugin;
import java.time.Duration;

/** A plugin that is in, and what is needed to run and remove it. */
record Installed(String name, Origin origin, Plugin plugin, Guard guard, Offer offer, Faults faults, PluginBot bot) {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    void start() throws Exception {
        guard.call("start", START_LIMIT, () -> {
            plugin.start(bot);
            return true;
        });
    }

    /** Takes back what it offers and ends its tasks; it is not asked. */
    void remove() {
        bot.close();
        offer.withdraw();
        guard.close();
    }

    void stop() throws Exception {
        bot.close();
        guard.call("stop", STOP_LIMIT, () -> {
            plugin.stop();
            return true;
        });
    }
}
