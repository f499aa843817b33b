package io.tocsin.net;

import io.tocsin.spi.Phrase;
import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a TLS handshake or a certificate. */
final class TlsReasons {

    static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    private static final int DEEPEST = 20;

    private final InstantSource clock;

    TlsReasons(InstantSource clock) {
        this.clock = clock;
    }

    Optional<Phrase> of(IOException failure, Attempt attempt) {
        Trust.Untrusted untrusted = find(failure, Trust.Untrusted.class);
        if (untrusted != null) {
            return Optional.of(untrusted.wrongHost() ? wrongHost(untrusted, attempt) : certificate(untrusted));
        }
        boolean handshake = attempt.stage() == Attempt.Stage.TLS;
        if (handshake && find(failure, EOFException.class) != null) {
            return Optional.of(Phrase.of("net.tls.closed", attempt.there()));
        }
        return failure instanceof SSLException ? Optional.of(handshake(failure)) : Optional.empty();
    }

    private static Phrase wrongHost(Trust.Untrusted untrusted, Attempt attempt) {
        List<String> names = Certificates.names(untrusted.chain().getFirst());
        return names.isEmpty()
                ? Phrase.of("net.tls.host.none", attempt.host())
                : Phrase.of("net.tls.host", attempt.host(), String.join(", ", names));
    }

    private Phrase certificate(Trust.Untrusted untrusted) {
        List<X509Certificate> chain = untrusted.chain();
        Instant now = clock.instant();
        for (X509Certificate certificate : chain) {
            Instant end = certificate.getNotAfter().toInstant();
            if (end.isBefore(now)) {
                return Phrase.of("net.tls.expired", MOMENT.format(end));
            }
        }
        X509Certificate leaf = chain.getFirst();
        if (find(untrusted, CertificateExpiredException.class) != null) {
            return Phrase.of("net.tls.expired", MOMENT.format(leaf.getNotAfter().toInstant()));
        }
        if (leaf.getNotBefore().toInstant().isAfter(now)) {
            return Phrase.of("net.tls.early", MOMENT.format(leaf.getNotBefore().toInstant()));
        }
        if (leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal())) {
            return Phrase.of("net.tls.self-signed");
        }
        String issuer = Clean.text(leaf.getIssuerX500Principal().getName());
        return Phrase.of(chain.size() == 1 ? "net.tls.issuer.alone" : "net.tls.issuer", issuer);
    }

    private static Phrase handshake(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            return Phrase.of("net.tls.alert", alert.group(1));
        }
        return message.contains("unrecognized SSL message") || message.contains("plaintext connection")
                ? Phrase.of("net.tls.plain")
                : Phrase.of("net.tls.failed", Clean.text(message));
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
