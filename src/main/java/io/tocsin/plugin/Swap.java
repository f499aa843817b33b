package io.tocsin.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts some plugins in the place of others, all or nothing. From the start of the new ones until it is known which of
 * them are in, what comes for them waits.
 */
final class Swap {

    private final Surroundings surroundings;
    private final Extensions extensions;
    private final List<Installed> before;
    private final List<Installed> next;
    private final Map<String, Gate> gates = new LinkedHashMap<>();

    Swap(Surroundings surroundings, Extensions extensions, List<Installed> before, List<Installed> next) {
        this.surroundings = surroundings;
        this.extensions = extensions;
        this.before = before;
        this.next = next;
        before.forEach(plugin -> gates.put(plugin.name(), plugin.offer().gate()));
        next.forEach(plugin -> gates.put(plugin.name(), plugin.offer().gate()));
    }

    /** @throws Exception if a new one does not start or a name is taken; then those before are in as they were */
    void run() throws Exception {
        gates.forEach((name, gate) -> {
            surroundings.events().hold(name);
            gate.shut();
        });
        boolean done = false;
        try {
            for (Installed plugin : next) {
                plugin.start();
            }
            extensions.swap(
                    before.stream().map(Installed::name).toList(),
                    next.stream().map(plugin -> plugin.offer().owner()).toList());
            next.forEach(plugin -> plugin.offer().publish());
            done = true;
        } finally {
            List<Installed> out = done ? before : next;
            out.forEach(plugin -> plugin.offer().end());
            out.forEach(plugin -> plugin.bot().tasks().close());
            release(done ? next : before);
        }
    }

    private void release(List<Installed> in) {
        gates.forEach((name, gate) -> {
            Optional<Offer> version =
                    in.stream().filter(plugin -> plugin.name().equals(name)).findFirst().map(Installed::offer);
            gate.open(version);
            if (version.isPresent()) {
                surroundings.events().release(name);
            } else {
                surroundings.events().leave(name);
            }
        });
    }
}
