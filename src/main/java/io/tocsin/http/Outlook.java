package io.tocsin.http;

import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.net.InetAddress;
import java.util.Map;
import java.util.TreeSet;

/** What probes may ask of the bot: whether a target is denied, and how a location is reached. */
public record Outlook(Targets targets, Map<String, Settings> locations) implements ProbeContext {

    public Outlook {
        locations = Map.copyOf(locations);
    }

    @Override
    public void allow(String host, InetAddress address) {
        targets.allow(host, address);
    }

    @Override
    public void allow(String host) {
        targets.allow(host);
    }

    @Override
    public Settings location(String name) {
        Settings found = locations.get(name);
        if (found == null) {
            throw locations.isEmpty()
                    ? Refusal.of("spi.location", name)
                    : Refusal.of("spi.location.known", name, String.join(", ", new TreeSet<>(locations.keySet())));
        }
        return found;
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return "Outlook[" + locations.keySet() + "]";
    }
}
