package io.tocsin.bundled.http;

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
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a TLS handshake or a certificate. */
final class TlsReasons {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
    private static final int DEEPEST = 20;

    private final InstantSource clock;

    TlsReasons(InstantSource clock) {
        this.clock = clock;
    }

    Optional<Phrase> of(IOException failure, Check check) {
        if (failure instanceof SSLPeerUnverifiedException) {
            return Optional.of(wrongHost(check));
        }
        Trust.Untrusted untrusted = find(failure, Trust.Untrusted.class);
        if (untrusted != null) {
            return Optional.of(certificate(untrusted));
        }
        boolean handshake = check.stage() == Check.Stage.TLS;
        if (handshake && find(failure, EOFException.class) != null) {
            return Optional.of(Phrase.of("http.tls.closed", Addresses.shown(check.address(), check.url().host())));
        }
        return failure instanceof SSLException ? Optional.of(handshake(failure)) : Optional.empty();
    }

    private static Phrase wrongHost(Check check) {
        List<String> names = check.certificateNames();
        return names.isEmpty()
                ? Phrase.of("http.tls.host.none", check.url().host())
                : Phrase.of("http.tls.host", check.url().host(), String.join(", ", names));
    }

    private Phrase certificate(Trust.Untrusted untrusted) {
        List<X509Certificate> chain = untrusted.chain();
        Instant now = clock.instant();
        for (X509Certificate certificate : chain) {
            Instant end = certificate.getNotAfter().toInstant();
            if (end.isBefore(now)) {
                return Phrase.of("http.tls.expired", MOMENT.format(end));
            }
        }
        X509Certificate leaf = chain.getFirst();
        if (find(untrusted, CertificateExpiredException.class) != null) {
            return Phrase.of("http.tls.expired", MOMENT.format(leaf.getNotAfter().toInstant()));
        }
        if (leaf.getNotBefore().toInstant().isAfter(now)) {
            return Phrase.of("http.tls.early", MOMENT.format(leaf.getNotBefore().toInstant()));
        }
        if (leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal())) {
            return Phrase.of("http.tls.self-signed");
        }
        String issuer = Clean.text(leaf.getIssuerX500Principal().getName());
        return Phrase.of(chain.size() == 1 ? "http.tls.issuer.alone" : "http.tls.issuer", issuer);
    }

    private static Phrase handshake(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            return Phrase.of("http.tls.alert", alert.group(1));
        }
        return message.contains("unrecognized SSL message")
                ? Phrase.of("http.tls.plain")
                : Phrase.of("http.tls.failed", Clean.text(message));
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
