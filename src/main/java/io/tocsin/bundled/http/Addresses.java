package io.tocsin.bundled.http;

import io.tocsin.spi.AddressText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses as they stand in targets and in reasons. */
final class Addresses {

    private Addresses() {}

    /** A host that is an address itself. */
    static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    /** Such as {@code 127.0.0.1:8080} or {@code [::1]:8080}; the host where no address is known yet. */
    static String shown(@Nullable InetSocketAddress address, String host) {
        if (address == null || address.getAddress() == null) {
            return host;
        }
        String plain = AddressText.of(address.getAddress());
        return (plain.indexOf(':') < 0 ? plain : "[" + plain + "]") + ":" + address.getPort();
    }
}
