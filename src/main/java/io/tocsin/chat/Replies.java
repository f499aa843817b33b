package io.tocsin.chat;

import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import java.util.concurrent.CompletionStage;

/** The way back to a room. */
@FunctionalInterface
public interface Replies {

    /**
     * Says something where somebody spoke; one reply of a room after the other.
     *
     * @param room the address, such as {@code slack:C024BE91L}
     * @param to the line that is answered
     * @param personal whether it is meant for whoever said it alone
     * @return completes when the message was given to the adapter
     */
    CompletionStage<Void> reply(String room, Incoming to, Message message, boolean personal);
}
