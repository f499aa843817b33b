package io.tocsin.plugin;

import io.tocsin.guarded.Guarded;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Command;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Route;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts a guard around each thing that a plugin offers. */
sealed interface Wrapping {

    Contribution all(Plugin plugin);

    MonitorType type(MonitorType type);

    AdapterFactory adapter(AdapterFactory factory);

    NotifierFactory notifier(NotifierFactory factory);

    Command command(Command command);

    Route route(Route route);

    /** Bundled plugins are called as they are. */
    record None() implements Wrapping {

        @Override
        public Contribution all(Plugin plugin) {
            return Contribution.of(
                    plugin.monitorTypes(), plugin.adapters(), plugin.notifiers(), plugin.commands(), plugin.routes());
        }

        @Override
        public MonitorType type(MonitorType type) {
            return type;
        }

        @Override
        public AdapterFactory adapter(AdapterFactory factory) {
            return factory;
        }

        @Override
        public NotifierFactory notifier(NotifierFactory factory) {
            return factory;
        }

        @Override
        public Route route(Route route) {
            return route;
        }

        @Override
        public Command command(Command command) {
            return command;
        }
    }

    /** Foreign ones through their guard. */
    record Foreign(Guarded guarded) implements Wrapping {

        @Override
        public Contribution all(Plugin plugin) {
            return Contribution.of(
                    each(plugin.monitorTypes(), "monitorTypes()", guarded::type),
                    each(plugin.adapters(), "adapters()", guarded::adapter),
                    each(plugin.notifiers(), "notifiers()", guarded::notifier),
                    each(plugin.commands(), "commands()", guarded::command),
                    each(plugin.routes(), "routes()", guarded::route));
        }

        @Override
        public MonitorType type(MonitorType type) {
            return guarded.type(type);
        }

        @Override
        public AdapterFactory adapter(AdapterFactory factory) {
            return guarded.adapter(factory);
        }

        @Override
        public NotifierFactory notifier(NotifierFactory factory) {
            return guarded.notifier(factory);
        }

        @Override
        public Route route(Route route) {
            return guarded.route(route);
        }

        private static <T> List<T> each(List<T> given, String by, UnaryOperator<T> wrap) {
            return Guarded.given(given, by).stream().map(wrap).toList();
        }

        @Override
        public Command command(Command command) {
            return guarded.command(command);
        }
    }
}
