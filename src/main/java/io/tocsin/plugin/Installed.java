package io.tocsin.plugin;

import io.tocsin.code.Code;
import io.tocsin.spi.Plugin;
import java.util.Optional;

/**
 * A version of a plugin, and what is needed to run and remove it.
 *
 * @param code where it came from; empty for a plugin that ships inside
 */
record Installed(Member member, Plugin plugin, Offer offer, PluginBot bot, Optional<Code> code) {

    String name() {
        return member.name();
    }

    boolean isNamed(String name) {
        return name().equalsIgnoreCase(name);
    }

    void start() throws Exception {
        member.guard().call("start", member.guard().limits().quick(), () -> {
            plugin.start(bot);
            return true;
        });
    }

    /** Takes back what it offers and ends its tasks; it is not asked. */
    void remove() {
        bot.close();
        offer.withdraw();
        offer.gate().open(Optional.empty());
        member.guard().close();
    }

    /** Ends one that never was live, or is no longer. */
    void discard() {
        offer.end();
        bot.close();
        member.guard().close();
    }

    void stop() throws Exception {
        bot.close();
        member.guard().call("stop", member.guard().limits().stop(), () -> {
            plugin.stop();
            return true;
        });
    }
}
