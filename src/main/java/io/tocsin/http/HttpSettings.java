package io.tocsin.http;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the bot goes out.
 *
 * @param proxy an HTTP proxy for the bot's own requests, such as {@code http://user:password@proxy:3128}; monitors have
 *     a setting of their own
 * @param deny what nothing may connect to
 * @param allow what may be connected to all the same
 */
public record HttpSettings(Optional<Secret> proxy, List<String> deny, List<String> allow) {

    private static final String PROXY = "http.proxy";
    private static final String DENY = "targets.deny";
    private static final String ALLOW = "targets.allow";

    public HttpSettings {
        deny = List.copyOf(deny);
        allow = List.copyOf(allow);
    }

    public static HttpSettings from(Keys keys) {
        return new HttpSettings(proxy(keys), list(keys, DENY, "default"), list(keys, ALLOW, ""));
    }

    private static Optional<Secret> proxy(Keys keys) {
        Optional<Secret> proxy = keys.secret(PROXY);
        if (proxy.isPresent() && ProxyAddress.parse(proxy.get().reveal()).isEmpty()) {
            keys.problem(PROXY, Phrase.of("http.proxy"));
            return Optional.empty();
        }
        return proxy;
    }

    private static List<String> list(Keys keys, String key, String otherwise) {
        List<String> entries = new ArrayList<>();
        for (String entry : keys.list(key, otherwise)) {
            if (entry.equalsIgnoreCase("default")) {
                entries.addAll(Targets.DENIED);
            } else if (Targets.readable(entry)) {
                entries.add(entry);
            } else {
                keys.problem(key, Phrase.of("http.targets", entry));
            }
        }
        return entries;
    }
}
