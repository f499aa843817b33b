package io.tocsin.plugin;

import io.tocsin.guard.Fault;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Command;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Phrase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plugin, for people to read.
 *
 * @param types names of its monitor types
 * @param channels kinds of its adapters and notifiers
 * @param commands words of its commands
 * @param routes such as {@code GET /deploy/{name}}
 * @param listeners how many regular expressions it waits for
 * @param tasks how many schedules it has
 * @param runs how many runs of its tasks have ended
 * @param faults how often it failed
 * @param lastFault the latest of them
 * @param configuration the values it asked for, such as {@code plugin.deploy.room = #ops}, secrets hidden
 */
public record PluginInfo(
        String name,
        Origin origin,
        List<String> types,
        List<String> channels,
        List<String> commands,
        List<String> routes,
        int listeners,
        int tasks,
        long runs,
        long faults,
        Optional<LastFault> lastFault,
        List<String> configuration) {

    /**
     * What went wrong.
     *
     * @param during what it had been asked to do, such as {@code command deploy}
     * @param what the error, with the line of the plugin's own code
     */
    public record LastFault(Instant at, String during, Phrase what) {}

    static PluginInfo of(Installed plugin) {
        Contribution offers = plugin.offer().now();
        return new PluginInfo(
                plugin.name(),
                plugin.member().origin(),
                offers.types().stream().map(MonitorType::name).toList(),
                Stream.concat(
                        offers.adapters().stream().map(AdapterFactory::kind),
                        offers.notifiers().stream().map(NotifierFactory::kind))
                        .toList(),
                offers.commands().stream().map(Command::name).toList(),
                offers.routes().stream().map(route -> route.method() + " " + route.path()).toList(),
                offers.responders().size() + offers.hearers().size(),
                plugin.bot().tasks().size(),
                plugin.bot().tasks().runs(),
                plugin.member().faults().count(),
                plugin.member().faults().last().map(PluginInfo::seen),
                plugin.bot().configuration().lines().orElse(List.of()));
    }

    static LastFault seen(Fault fault) {
        return new LastFault(fault.at(), fault.during(), fault.what());
    }
}
