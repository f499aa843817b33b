package io.tocsin.chat;

import io.tocsin.spi.Message;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The way back to a room. */
@FunctionalInterface
public interface Replies {

    /**
     * Says something where somebody spoke; one reply of a room after the other.
     *
     * @param room the address, such as {@code slack:C024BE91L}
     * @param thread the thread that was spoken in
     * @return completes when the message was given to the adapter
     */
    CompletionStage<Void> reply(String room, Optional<String> thread, Message message);
}
