package io.tocsin.web;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how the server listens.
 *
 * @param enabled whether it is started
 * @param asked whether somebody said so, and it is not merely the default
 * @param port 0 for any that is free
 * @param tls the files of a certificate, for https
 */
public record WebSettings(boolean enabled, boolean asked, String address, int port, Optional<TlsFiles> tls,
        Bounds bounds) {

    /** A certificate chain and its private key, both PEM. */
    public record TlsFiles(Path certificate, Path key) {}

    public static WebSettings from(Keys keys) {
        return new WebSettings(
                keys.flag("web.enabled", true),
                keys.isSet("web.enabled"),
                keys.text("web.address", "127.0.0.1"),
                keys.number("web.port", 8080, 0, 65_535),
                tls(keys),
                bounds(keys));
    }

    private static Optional<TlsFiles> tls(Keys keys) {
        Optional<String> certificate = keys.text("web.tls.certificate");
        Optional<String> key = keys.text("web.tls.key");
        if (certificate.isPresent() && key.isEmpty()) {
            keys.problem("web.tls.certificate", Phrase.of("web.tls-half", "web.tls.key"));
        }
        if (key.isPresent() && certificate.isEmpty()) {
            keys.problem("web.tls.key", Phrase.of("web.tls-half", "web.tls.certificate"));
        }
        return certificate.flatMap(chain -> key.map(secret -> new TlsFiles(Path.of(chain), Path.of(secret))));
    }

    private static Bounds bounds(Keys keys) {
        Bounds usual = Bounds.USUAL;
        return new Bounds(
                keys.number("web.max-body", usual.body(), 0, 1 << 26),
                keys.number("web.max-header", usual.head(), 1 << 10, 1 << 18),
                keys.duration("web.request-time", usual.request().toSeconds() + "s"),
                keys.duration("web.idle-time", usual.idle().toSeconds() + "s"),
                keys.number("web.connections", usual.connections(), 1, 10_000));
    }
}
