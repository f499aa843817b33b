package io.tocsin.plugin;

import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings channels and monitors in line with the plugins that are in now. */
final class Following {

    private static final Logger log = LoggerFactory.getLogger(Following.class);

    private final Facilities facilities;
    private volatile Aftermath aftermath = Aftermath.NONE;

    Following(Facilities facilities) {
        this.facilities = facilities;
    }

    void become(Aftermath then) {
        aftermath = then;
    }

    /** Some plugins have taken the place of others; answers what does not work of the new ones. */
    List<Phrase> swapped(List<Installed> before, List<Installed> next) {
        List<Phrase> problems = new ArrayList<>();
        next.forEach(plugin -> connect(plugin).ifPresent(problems::add));
        try {
            Set<String> gone = names(before, Contribution::channels);
            gone.removeAll(names(next, Contribution::channels));
            gone.forEach(facilities::disconnect);
            Set<String> types = names(before, Contribution::typeNames);
            types.addAll(names(next, Contribution::typeNames));
            if (!types.isEmpty()) {
                aftermath.changed(types);
            }
        } catch (RuntimeException failed) {
            log.error("Not everything could be brought in line with the plugins that are in now", failed);
        }
        return problems;
    }

    /**
     * A plugin that runs has brought a kind of monitor. Not on its own thread: monitors of that kind are made anew, which
     * calls it.
     */
    void came(String plugin, String type) {
        Aftermath now = aftermath;
        if (now == Aftermath.NONE) {
            return;
        }
        Thread.ofVirtual().name("types-of-" + plugin).start(() -> {
            try {
                now.changed(Set.of(type));
            } catch (RuntimeException failed) {
                log.error("Not all monitors of the type {} could be brought in line with it", type, failed);
            }
        });
    }

    private static Optional<Phrase> connect(Installed plugin) {
        try {
            plugin.bot().connect();
            return Optional.empty();
        } catch (RuntimeException refused) {
            log.warn("a channel of plugin {} cannot be connected", plugin.name(), refused);
            return Optional.of(Phrase.of("plugin.problem", plugin.name(), Plugins.reason(refused)));
        }
    }

    private static Set<String> names(List<Installed> plugins, Function<Contribution, List<String>> kind) {
        Set<String> names = new TreeSet<>();
        plugins.forEach(plugin -> names.addAll(kind.apply(plugin.offer().now())));
        return names;
    }
}
