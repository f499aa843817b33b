package io.tocsin.spi;

/** The way back to whoever said one line, in a chat that has a better one than a new message in the room. */
@FunctionalInterface
public interface Answers {

    /**
     * Answers a line, a click or a slash command. May be called several times. Blocks until the other side has answered.
     *
     * @param personal whether it is meant for that person alone; shown so where the chat can do that
     */
    void answer(Message message, boolean personal) throws RoomException;

    /**
     * Whether these answers count as messages of the room and share its limits, as answers to what was typed do; those to
     * clicks and slash commands do not.
     */
    default boolean isMessage() {
        return false;
    }
}
