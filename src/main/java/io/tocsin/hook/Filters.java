package io.tocsin.hook;

import io.tocsin.spi.Filter.Order;
import io.tocsin.spi.Filter.Outgoing;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What plugins have put in the way of lines, commands and messages. They are asked on the caller's thread, in the order of
 * the plugins, each with a limit on its time; where there are none this costs nothing. Nothing here throws.
 */
public final class Filters {

    /** Where nobody has put anything. */
    public static final Filters NONE = new Filters(Registry.EMPTY);

    private final Registry registry;

    public Filters(Registry registry) {
        this.registry = registry;
    }

    /** Whether {@link #receive} has anything to do. */
    public boolean receives() {
        return registry.hooks().stream().anyMatch(hooks -> !hooks.receive().isEmpty());
    }

    /** What is left of a line that was said. */
    public Optional<Incoming> receive(Incoming line) {
        return Filtering.all(all(Hooks::receive), _ -> true, line);
    }

    /**
     * What is left of a line that is about to be run as a command; who said it, and where, stays as it is. A plugin does
     * not look at its own commands.
     */
    public Optional<String> command(Order order) {
        List<Filtering<Order>> filters = all(Hooks::command);
        return filters.isEmpty()
                ? Optional.of(order.line())
                : Filtering.all(filters, it -> !order.person().id().equals(runner(it.plugin())), order)
                        .map(Order::line);
    }

    /** What is left of a message on its way out; its room stays as it is. */
    public Optional<Message> send(String room, Message message) {
        List<Filtering<Outgoing>> filters = all(Hooks::send);
        return filters.isEmpty()
                ? Optional.of(message)
                : Filtering.all(filters, _ -> true, new Outgoing(room, message)).map(Outgoing::message);
    }

    private <T> List<Filtering<T>> all(Function<Hooks, List<Filtering<T>>> kind) {
        return registry.hooks().stream().flatMap(hooks -> kind.apply(hooks).stream()).toList();
    }

    /** Who runs the commands of a plugin. */
    public static String runner(String plugin) {
        return "plugin:" + plugin;
    }
}
