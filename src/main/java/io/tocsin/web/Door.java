package io.tocsin.web;

import io.tocsin.config.Secret;
import io.tocsin.spi.Route;
import io.tocsin.web.WebSettings.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Keeps strangers from pages and figures that say what is watched. Health and the addresses to which programs report stay
 * open; the routes of plugins are theirs to guard.
 */
final class Door {

    private static final List<String> CLOSED = List.of("/", "/metrics", "/status", "/api");
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private final Access access;

    Door(Access access) {
        this.access = access;
    }

    /** Whether a request may pass; where nobody has set a password or token, all may. */
    boolean opens(String path, Route.Request request) {
        if (access.open()
                || CLOSED.stream().noneMatch(closed -> path.equals(closed) || path.startsWith(closed + "/"))) {
            return true;
        }
        String said = request.headers().getOrDefault("authorization", "");
        if (said.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return same(access.token(), said.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
        }
        return said.regionMatches(true, 0, BASIC, 0, BASIC.length())
                && same(access.credentials(), decoded(said.substring(BASIC.length()).strip()));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException otherText) {
            return new byte[0];
        }
    }

    private static boolean same(Optional<Secret> right, byte[] said) {
        return right.isPresent()
                && MessageDigest.isEqual(right.get().reveal().getBytes(StandardCharsets.UTF_8), said);
    }
}
