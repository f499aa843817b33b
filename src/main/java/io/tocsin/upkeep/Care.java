package io.tocsin.upkeep;

import io.tocsin.plugin.Origin;
import io.tocsin.plugin.PluginInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is to be done about plugins that fail. Those that ship inside are let be. */
final class Care {

    private final UpkeepSettings settings;
    private final Map<String, Failures> failures = new HashMap<>();

    /** A plugin, and what is to be done about it. */
    record Case(PluginInfo plugin, Failures.Advice advice) {}

    Care(UpkeepSettings settings) {
        this.settings = settings;
    }

    /** A new version, with all its chances; what the one before has done does not count. */
    void begin(String plugin) {
        failures.remove(plugin);
    }

    List<Case> look(List<PluginInfo> plugins, Instant now) {
        failures.keySet().retainAll(plugins.stream().map(PluginInfo::name).collect(Collectors.toSet()));
        List<Case> cases = new ArrayList<>();
        for (PluginInfo plugin : plugins) {
            if (plugin.origin() instanceof Origin.DropIn) {
                Failures.Advice advice = failures
                        .computeIfAbsent(plugin.name(), name -> Failures.after(settings, plugin.faults()))
                        .look(plugin.faults(), now);
                cases.add(new Case(plugin, advice));
            }
        }
        return cases;
    }
}
