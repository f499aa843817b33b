package io.tocsin.channel.live;

import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.util.Optional;

/**
 * What is said in a chat, in its own terms; else as {@link io.tocsin.spi.Notifier} says.
 *
 * @param <R> where one of its messages is
 */
public interface Voice<R> {

    /** @throws RoomException if it is no reference of this chat */
    R reference(String text) throws RoomException;

    /**
     * Posts in a room, or under a message.
     *
     * @param key empty for an answer
     * @return the reference, as text
     */
    String post(String address, Optional<R> under, String key, Message message) throws RoomException;

    void edit(String address, R posted, Message message) throws RoomException;

    default Optional<String> find(String address, String key) throws RoomException {
        return Optional.empty();
    }

    String canonical(String address);

    /** @throws Refusal if nobody can be pinged so */
    void checkMention(String mention);

    default boolean attaches() {
        return false;
    }

    /** Nothing is said any more. */
    default void close() {}
}
