package io.tocsin.plugin;

import io.tocsin.spi.Plugin;

/** A plugin that is in, and what is needed to run and remove it. */
record Installed(Member member, Plugin plugin, Offer offer, PluginBot bot) {

    String name() {
        return member.name();
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
