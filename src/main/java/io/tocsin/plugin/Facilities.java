package io.tocsin.plugin;

import io.tocsin.config.Config;
import io.tocsin.config.Secrets;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Message;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Store;
import io.tocsin.spi.Watched;
import java.util.List;

/** What a running bot can do for plugins beyond the few things that it always can. */
public interface Facilities {

    /** Of a bot that does not run. */
    Facilities NONE = new Facilities() {};

    /**
     * Runs a command with all rights and waits for it.
     *
     * @param plugin who runs it
     * @return the answers
     * @throws Refusal if it is refused
     */
    default List<Message> run(String plugin, String line) {
        throw Refusal.of("plugin.not-here", "run");
    }

    /**
     * The address of a room as the chat knows it.
     *
     * @param room an alias or an address
     * @throws Refusal if there is no such room
     */
    default String room(String room) {
        throw Refusal.of("plugin.not-here", "room");
    }

    /** Keeps what a plugin has done in the audit log. */
    default void audit(String plugin, String what, String outcome) {
        throw Refusal.of("plugin.not-here", "audit");
    }

    default List<Watched> monitors() {
        return List.of();
    }

    default Store store(String plugin) {
        throw Refusal.of("plugin.not-here", "store");
    }

    /** All that is configured by now. */
    default Config config() {
        return Config.none();
    }

    /** What must not be shown anywhere. */
    default Secrets secrets() {
        return Secrets.none();
    }

    /**
     * Makes a channel and connects it.
     *
     * @return closes it, unless another has taken its place
     * @throws Refusal if its settings are wrong
     */
    default Runnable connect(AdapterFactory factory) {
        return () -> {};
    }

    /** The same for a one-way channel. */
    default Runnable connect(NotifierFactory factory) {
        return () -> {};
    }

    /** Closes the channel of a kind that no plugin offers any more. */
    default void disconnect(String kind) {}
}
