package io.tocsin.bundled.http;

import io.tocsin.via.Way;
import java.util.Optional;
import okhttp3.Protocol;

/**
 * A way of connecting; each has clients of its own.
 *
 * @param security what is asked of the server's certificate
 * @param version HTTP/1.1 or HTTP/2
 * @param reuse whether a connection may serve several checks
 */
record Setup(Security security, Protocol version, boolean reuse, Optional<ProxyAddress> proxy) {

    enum Security {
        /** Plain text. */
        NONE,
        /** A certificate that this Java trusts, for the host asked. */
        VERIFIED,
        /** Any certificate. */
        UNVERIFIED
    }

    /** The proxy for SOCKS, if it is one. */
    Optional<Way> socks() {
        return proxy.filter(ProxyAddress::socks).map(ProxyAddress::way);
    }

    /** The same for a hop to plain text or to TLS. */
    Setup with(Security other) {
        return security == other ? this : new Setup(other, version, reuse, proxy);
    }
}
