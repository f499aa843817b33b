package io.tocsin.spi;

import java.net.InetAddress;

/** What a probe may ask of the bot. */
public interface ProbeContext {

    /**
     * Refuses addresses that must not be watched, such as a cloud's metadata service. To be asked after every name
     * look-up and redirect, before connecting.
     *
     * @throws Refusal if the address is denied
     */
    void allow(String host, InetAddress address);

    /**
     * Refuses names that must not be watched, whatever their address. To be asked when a probe is made, so that the
     * person who wants it is told.
     *
     * @throws Refusal if the host is denied
     */
    default void allow(String host) {}

    /**
     * A location that the configuration names, for probes that can look from elsewhere: its {@code via}, the address of
     * its proxy, {@code carrier}, {@code user} and {@code password}.
     *
     * @throws Refusal if there is none of this name
     */
    default Settings location(String name) {
        throw Refusal.of("spi.location", name);
    }

    /**
     * The id of the monitor, which a rename keeps, for types that remember something of it; empty for a look at something
     * that is not watched, of which nothing should be remembered.
     */
    default String monitor() {
        return "";
    }
}
