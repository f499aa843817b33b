package io.tocsin.monitor;

import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Settings;
import java.net.InetAddress;

/** What a probe may ask, of a certain monitor. */
record Known(ProbeContext bot, String monitor) implements ProbeContext {

    @Override
    public void allow(String host, InetAddress address) {
        bot.allow(host, address);
    }

    @Override
    public void allow(String host) {
        bot.allow(host);
    }

    @Override
    public Settings location(String name) {
        return bot.location(name);
    }
}
