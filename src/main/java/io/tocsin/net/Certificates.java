package io.tocsin.net;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** What certificates say. */
final class Certificates {

    private static final int MOST_NAMES = 3;
    private static final int LONGEST_PATH = 20;

    private Certificates() {}

    /** Whom a certificate is for, the first few. */
    static List<String> names(X509Certificate leaf) {
        try {
            @Nullable
            Collection<List<?>> all = leaf.getSubjectAlternativeNames();
            return (all == null ? Stream.<List<?>>empty() : all.stream())
                    .limit(MOST_NAMES)
                    .map(entry -> Clean.text(String.valueOf(entry.get(1))))
                    .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    /**
     * When the first certificate between a server's own and the authority ends. What else a server sends along counts for
     * nothing, as no client minds it, and neither does the authority itself, known to be trusted whatever it says.
     *
     * @param chain as the server sent it, its own first
     * @param authorities those that are trusted
     */
    static Optional<Instant> end(Certificate[] chain, X509Certificate[] authorities) {
        List<X509Certificate> sent = new ArrayList<>();
        for (Certificate certificate : chain) {
            if (certificate instanceof X509Certificate known) {
                sent.add(known);
            }
        }
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        Set<X500Principal> trusted = Stream.of(authorities)
                .map(X509Certificate::getSubjectX500Principal)
                .collect(Collectors.toSet());
        X509Certificate current = sent.getFirst();
        Instant end = current.getNotAfter().toInstant();
        for (int i = 0; i < LONGEST_PATH; i++) {
            X500Principal issuer = current.getIssuerX500Principal();
            Optional<X509Certificate> next = sent.stream()
                    .filter(certificate -> certificate.getSubjectX500Principal().equals(issuer))
                    .findFirst();
            if (trusted.contains(issuer) || next.isEmpty() || next.get().equals(current)) {
                return Optional.of(end);
            }
            current = next.get();
            Instant other = current.getNotAfter().toInstant();
            end = other.isBefore(end) ? other : end;
        }
        return Optional.of(end);
    }
}
