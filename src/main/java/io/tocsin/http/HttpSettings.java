package io.tocsin.http;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import io.tocsin.via.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the bot goes out.
 *
 * @param proxy an HTTP proxy for the bot's own requests, such as {@code http://user:password@proxy:3128}; monitors have
 *     a setting of their own
 * @param deny what nothing may connect to
 * @param allow what may be connected to all the same
 * @param locations where monitors can be looked at from, each by a proxy: the settings of each by its name
 */
public record HttpSettings(
        Optional<Secret> proxy, List<String> deny, List<String> allow, Map<String, Settings> locations) {

    private static final String PROXY = "http.proxy";
    private static final String DENY = "targets.deny";
    private static final String ALLOW = "targets.allow";
    private static final String LOCATION = "location";
    /** The address may hold a password, as {@code http.proxy} may. */
    private static final List<Setting> LOCATIONS = List.of(
            new Setting("*.via", Kind.SECRET, "", "a proxy, as socks5://host:port or http://host:port"),
            new Setting("*.carrier", Kind.TEXT, "", "whose network it is in"),
            new Setting("*.user", Kind.TEXT, "", "who logs in there"),
            new Setting("*.password", Kind.SECRET, "", "and with which password"));

    public HttpSettings {
        deny = List.copyOf(deny);
        allow = List.copyOf(allow);
        locations = Map.copyOf(locations);
    }

    /** Without locations. */
    public HttpSettings(Optional<Secret> proxy, List<String> deny, List<String> allow) {
        this(proxy, deny, allow, Map.of());
    }

    public static HttpSettings from(Keys keys) {
        return new HttpSettings(proxy(keys), list(keys, DENY, "default"), list(keys, ALLOW, ""), locations(keys));
    }

    private static Map<String, Settings> locations(Keys keys) {
        Settings all = keys.settings(LOCATION, LOCATIONS);
        Map<String, Settings> locations = new TreeMap<>();
        for (String name : all.groups()) {
            Settings one = all.group(name);
            try {
                var _ = Way.parse(one.text("via", ""), one.text("user", ""), one.text("password", ""));
                locations.put(name, one);
            } catch (Refusal refusal) {
                keys.problem(LOCATION + "." + name + ".via", refusal.phrase());
            }
        }
        return locations;
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return "HttpSettings[deny=" + deny + ", allow=" + allow + ", locations=" + locations.keySet() + "]";
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
