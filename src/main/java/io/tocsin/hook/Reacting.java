package io.tocsin.hook;

import io.tocsin.guard.Guard;
import io.tocsin.spi.Bot;
import io.tocsin.spi.Event;

/**
 * A reaction and the events it waits for.
 *
 * @param plugin whose it is
 * @param guard the way into its code
 */
public record Reacting<E extends Event>(String plugin, Class<E> kind, Bot.Reaction<? super E> reaction, Guard guard) {

    boolean awaits(Event event) {
        return kind.isInstance(event);
    }

    /** Hands an event over and waits, for as long as an answer may take. */
    void happened(Event event) throws Exception {
        E own = kind.cast(event);
        guard.tell("on " + event.getClass().getSimpleName(), guard.limits().answer(), () -> {
            reaction.happened(own);
            return true;
        });
    }
}
