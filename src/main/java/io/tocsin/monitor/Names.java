package io.tocsin.monitor;

import io.tocsin.monitor.Written.Fault;
import io.tocsin.spi.Phrase;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of monitors, whatever their case: each is taken once. */
public final class Names {

    private final Map<String, Origin> taken = new HashMap<>();

    /** Takes a name; a fault if it is taken already. */
    public Optional<Fault> take(String name, Origin origin) {
        return Optional.ofNullable(taken.putIfAbsent(name.toLowerCase(Locale.ROOT), origin))
                .map(by -> Phrase.of("monitor.name-taken." + by.name().toLowerCase(Locale.ROOT), name))
                .map(what -> Fault.of("name", what));
    }
}
