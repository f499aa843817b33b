package io.tocsin.web;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.spi.Phrase;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how the server listens.
 *
 * @param enabled whether it is started
 * @param asked whether somebody said so, and it is not merely the default
 * @param port 0 for any that is free
 * @param tls the files of a certificate, for https
 * @param access who sees what is watched
 */
public record WebSettings(boolean enabled, boolean asked, String address, int port, Optional<TlsFiles> tls,
        Bounds bounds, Access access) {

    /** A certificate chain and its private key, both PEM. */
    public record TlsFiles(Path certificate, Path key) {}

    /**
     * Who sees pages and figures; all, where neither is there.
     *
     * @param credentials a user and a password with a colon between
     */
    public record Access(Optional<Secret> credentials, Optional<Secret> token) {

        public static final Access OPEN = new Access(Optional.empty(), Optional.empty());

        boolean open() {
            return credentials.isEmpty() && token.isEmpty();
        }
    }

    public static WebSettings from(Keys keys) {
        Access access = access(keys);
        boolean enabled = keys.flag("web.enabled", true);
        String address = keys.text("web.address", "127.0.0.1");
        if (enabled && access.open() && !isLoopback(address)) {
            keys.problem("web.address", Phrase.of("web.unguarded"));
        }
        return new WebSettings(
                enabled,
                keys.isSet("web.enabled"),
                address,
                keys.number("web.port", 8080, 0, 65_535),
                tls(keys),
                bounds(keys),
                access);
    }

    private static Access access(Keys keys) {
        Optional<String> user = keys.text("web.user");
        Optional<Secret> password = keys.secret("web.password");
        if (user.isPresent() && password.isEmpty()) {
            keys.problem("web.user", Phrase.of("web.half", "web.password"));
        }
        if (password.isPresent() && user.isEmpty()) {
            keys.problem("web.password", Phrase.of("web.half", "web.user"));
        }
        return new Access(
                user.flatMap(name -> password.map(secret -> new Secret(name + ":" + secret.reveal()))),
                keys.secret("web.token"));
    }

    /** A name is looked up only when it is listened on; till then it may be any address. */
    private static boolean isLoopback(String address) {
        try {
            return address.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    private static Optional<TlsFiles> tls(Keys keys) {
        Optional<String> certificate = keys.text("web.tls.certificate");
        Optional<String> key = keys.text("web.tls.key");
        if (certificate.isPresent() && key.isEmpty()) {
            keys.problem("web.tls.certificate", Phrase.of("web.half", "web.tls.key"));
        }
        if (key.isPresent() && certificate.isEmpty()) {
            keys.problem("web.tls.key", Phrase.of("web.half", "web.tls.certificate"));
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
