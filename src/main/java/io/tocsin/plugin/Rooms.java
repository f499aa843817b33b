package io.tocsin.plugin;

import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;

/** Where plugins say something of their own accord. */
@FunctionalInterface
public interface Rooms {

    /**
     * Delivers a message; returns at once.
     *
     * @param room an alias or an address
     * @throws Refusal if there is no such room
     */
    void send(String room, Message message);
}
