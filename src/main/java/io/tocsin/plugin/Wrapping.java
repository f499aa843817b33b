package io.tocsin.plugin;

import io.tocsin.guard.Guarded;
import io.tocsin.spi.Command;
import io.tocsin.spi.Plugin;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts a guard around each thing that a plugin offers. */
sealed interface Wrapping {

    Contribution all(Plugin plugin);

    Command command(Command command);

    /** Bundled plugins are called as they are. */
    record None() implements Wrapping {

        @Override
        public Contribution all(Plugin plugin) {
            return new Contribution(
                    plugin.monitorTypes(),
                    plugin.adapters(),
                    plugin.notifiers(),
                    plugin.commands(),
                    plugin.routes(),
                    List.of(),
                    List.of());
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
            return new Contribution(
                    each(plugin.monitorTypes(), "monitorTypes()", guarded::type),
                    each(plugin.adapters(), "adapters()", guarded::adapter),
                    each(plugin.notifiers(), "notifiers()", guarded::notifier),
                    each(plugin.commands(), "commands()", guarded::command),
                    each(plugin.routes(), "routes()", guarded::route),
                    List.of(),
                    List.of());
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
