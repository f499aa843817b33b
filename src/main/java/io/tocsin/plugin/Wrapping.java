package io.tocsin.plugin;

import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Command;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Route;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Puts a guard around each thing that a plugin offers. */
sealed interface Wrapping {

    /** How long people wait for an answer. */
    Duration ANSWER_LIMIT = Duration.ofSeconds(30);

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

    /** Foreign ones through their guard. What they say of themselves is asked once and kept. */
    record Guarded(Guard guard) implements Wrapping {

        @Override
        public Contribution all(Plugin plugin) {
            return new Contribution(
                    given(plugin.monitorTypes(), "monitorTypes()").stream().map(this::type).toList(),
                    given(plugin.adapters(), "adapters()").stream().map(this::adapter).toList(),
                    given(plugin.notifiers(), "notifiers()").stream().map(this::notifier).toList(),
                    given(plugin.commands(), "commands()").stream().map(this::command).toList(),
                    given(plugin.routes(), "routes()").stream().map(this::route).toList(),
                    List.of(),
                    List.of());
        }

        private MonitorType type(MonitorType type) {
            return switch (type) {
                case ProbedType probed -> GuardedType.of(probed, guard);
            };
        }

        private AdapterFactory adapter(AdapterFactory factory) {
            return GuardedAdapterFactory.of(factory, guard);
        }

        private NotifierFactory notifier(NotifierFactory factory) {
            return GuardedNotifierFactory.of(factory, guard);
        }

        @Override
        public Command command(Command command) {
            return new Command(
                    command.name(),
                    command.aliases(),
                    command.role(),
                    command.changes(),
                    command.parameters(),
                    command.summary(),
                    command.examples(),
                    (talk, arguments) -> guard.call("command " + command.name(), ANSWER_LIMIT, () -> {
                        command.handler().run(talk, arguments);
                        return true;
                    }));
        }

        private Route route(Route route) {
            String what = "route " + route.method() + " " + route.path();
            return new Route(
                    route.method(),
                    route.path(),
                    request -> guard.call(what, ANSWER_LIMIT, () -> given(route.handler().handle(request), what)));
        }
    }

    /** Foreign code may give null where its contract does not know it. */
    static <T> T given(T value, String by) {
        return Objects.requireNonNull(value, () -> by + " gave null");
    }
}
