package io.tocsin.spi;

import java.util.List;

/**
 * A unit that adds something to the bot. Every method does nothing by default, so a plugin overrides only what it has.
 * The lists are asked for once, before {@link #start}.
 */
public interface Plugin {

    /** The version of this contract. It rises when something is added; what is there neither goes nor changes its meaning. */
    int SPI = 1;

    /** Kinds of monitor, such as {@code http}. */
    default List<MonitorType> monitorTypes() {
        return List.of();
    }

    /** Two-way chat systems. */
    default List<AdapterFactory> adapters() {
        return List.of();
    }

    /** One-way channels. */
    default List<NotifierFactory> notifiers() {
        return List.of();
    }

    /** Things people can tell the bot to do. */
    default List<Command> commands() {
        return List.of();
    }

    /** Paths of the embedded web server. */
    default List<Route> routes() {
        return List.of();
    }

    /**
     * Registers scheduled tasks, listeners and commands with the running bot.
     *
     * @throws Exception if the plugin cannot work; it is then reported and left out
     */
    default void start(Bot bot) throws Exception {}

    /** Releases what {@link #start} took. Tasks and listeners registered with the bot are removed by the bot itself. */
    default void stop() {}
}
