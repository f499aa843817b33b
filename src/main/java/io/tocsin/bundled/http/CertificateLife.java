package io.tocsin.bundled.http;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import okhttp3.Connection;
import okhttp3.Handshake;
import org.jspecify.annotations.Nullable;

/**
 * How long a server's certificate still holds: it and those between it and the trusted authority, whichever ends first.
 * What else a server sends along counts for nothing, as no client minds it. The way through the chain costs as much as a
 * check, so it is gone once for each certificate.
 */
final class CertificateLife {

    private final InstantSource clock;
    private volatile @Nullable Known known;

    CertificateLife(InstantSource clock) {
        this.clock = clock;
    }

    Optional<Duration> left(Connection connection) {
        if (!(connection.socket() instanceof SSLSocket socket)) {
            return Optional.empty();
        }
        try {
            Certificate leaf = socket.getSession().getPeerCertificates()[0];
            Known last = known;
            if (last == null || !last.leaf().equals(leaf)) {
                last = new Known(leaf, end(leaf, connection.handshake()));
                known = last;
            }
            return Optional.of(Duration.between(clock.instant(), last.end()));
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }

    private static Instant end(Certificate leaf, @Nullable Handshake handshake) {
        Instant end = end(leaf);
        List<Certificate> path = handshake == null ? List.of() : handshake.peerCertificates();
        // the last is the authority itself, known to be trusted whatever it says
        for (Certificate certificate : path.subList(0, Math.max(0, path.size() - 1))) {
            Instant other = end(certificate);
            end = other.isBefore(end) ? other : end;
        }
        return end;
    }

    private static Instant end(Certificate certificate) {
        return certificate instanceof X509Certificate known
                ? known.getNotAfter().toInstant()
                : Instant.MAX;
    }

    private record Known(Certificate leaf, Instant end) {}
}
