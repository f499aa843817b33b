package io.tocsin.channel;

import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One room of a {@link Hook}. It has no {@code toString} of its parts: they are secrets.
 *
 * @param settings all that was set for it
 * @param peer how it is named in errors
 * @param pace what it may take; empty where the service minds that itself
 */
public record HookRoom(String url, Settings settings, Peer peer, Optional<Pace> pace) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** @throws Refusal if it has no address, or one that is none */
    static HookRoom of(Hook hook, String name, Settings own, Settings all, Optional<Pace> pace) {
        String prefix = hook.kind() + "." + name + ".";
        for (String needed : hook.needed()) {
            if (own.text(needed, "").isBlank()) {
                throw Refusal.of("channel.incomplete", hook.kind() + ":" + name, prefix + needed);
            }
        }
        String url = hook.address(own, all);
        if (!isWebAddress(url)) {
            throw Refusal.of("channel.address", prefix + hook.key());
        }
        return new HookRoom(url, own, new Peer(hook.kind() + ":" + name, prefix + hook.suspect(own)), pace);
    }

    public static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getRawAuthority() != null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    /** A post of JSON to its address. */
    public Http.Request json(Object body) {
        return json("POST", url, body);
    }

    public Http.Request json(String method, String address, Object body) {
        return json(method, address, body, Map.of());
    }

    /** @param body whose {@code toString} is JSON */
    public Http.Request json(String method, String address, Object body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        return new Http.Request(method, address, all, body.toString(), LIMIT);
    }

    /** Its address with more in its query. */
    public String with(String query) {
        return url + (url.indexOf('?') < 0 ? "?" : "&") + query;
    }

    @Override
    public String toString() {
        return peer.toString();
    }
}
