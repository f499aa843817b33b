package io.tocsin.net;

import io.tocsin.spi.ProbeContext;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Where to connect to.
 *
 * @param host a name in ASCII, or an address
 * @param literal the address, where the host is one
 */
public record Endpoint(String host, int port, Optional<InetAddress> literal) {

    /** A host without its brackets, be it a name or an address. */
    public static Endpoint of(String host, int port) {
        return new Endpoint(host, port, Form.literal(host));
    }

    /**
     * Asked when a probe is made, so that the person who wants it is told.
     *
     * @throws io.tocsin.spi.Refusal if it may not be watched
     */
    public Endpoint vetted(ProbeContext context) {
        literal.ifPresentOrElse(address -> context.allow(host, address), () -> context.allow(host));
        return this;
    }
}
