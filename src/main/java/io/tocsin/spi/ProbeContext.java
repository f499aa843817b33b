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
}
