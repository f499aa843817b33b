package io.tocsin.web;

import io.tocsin.config.Secret;
import io.tocsin.spi.Route;
import io.tocsin.web.WebSettings.Access;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps strangers from pages and figures that say what is watched. Health and the addresses to which programs report stay
 * open; the routes of plugins are theirs to guard.
 */
final class Door {

    /** First segments of paths. */
    private static final Set<String> CLOSED = Set.of("", "metrics", "monitors", "status", "api");

    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private final Access access;

    Door(Access access) {
        this.access = access;
    }

    /**
     * Whether a request may pass; where nobody has set a password or token, all may.
     *
     * @param rawPath as it came, with percent signs
     */
    boolean opens(String rawPath, Route.Request request) {
        if (access.open() || !CLOSED.contains(first(rawPath))) {
            return true;
        }
        String said = request.headers().getOrDefault("authorization", "");
        if (said.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return same(access.token(), said.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
        }
        return said.regionMatches(true, 0, BASIC, 0, BASIC.length())
                && same(access.credentials(), decoded(said.substring(BASIC.length()).strip()));
    }

    /** The first segment, read as the router reads it; what it cannot read leads nowhere. */
    private static String first(String rawPath) {
        String[] segments = rawPath.split("/", 3);
        return segments.length < 2 ? "" : Requests.decoded(segments[1]).orElse("");
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
