package io.tocsin.net;

import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One way of judging certificates, made ready when it is needed first: the authorities take a while to read. */
final class Security {

    private final Supplier<Trust> source;
    private volatile @Nullable Ready ready;

    Security(Supplier<Trust> source) {
        this.source = source;
    }

    Ready ready() {
        Ready known = ready;
        if (known == null) {
            Trust trust = source.get();
            known = new Ready(trust, trust.sockets());
            ready = known;
        }
        return known;
    }

    record Ready(Trust trust, SSLSocketFactory sockets) {}
}
