package io.tocsin.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where an adapter hands in what people say. */
public interface Receiver {

    /**
     * Takes a line. Returns at once.
     *
     * @return completes when the line has been dealt with and every answer was given to the adapter; never fails
     */
    CompletionStage<Void> receive(Incoming incoming);

    /**
     * Takes note that somebody came into a room, or left it.
     *
     * @param address the room, without the adapter's own prefix
     * @param entered whether they came
     */
    default void moved(String address, Person person, boolean entered) {}

    /** Everything that can be said, in the order of {@code help}: for chats that want to know it beforehand. */
    default List<Command> commands() {
        return List.of();
    }

    /**
     * What could stand at the end of a line that is being typed.
     *
     * @param line what stands there already, up to the cursor
     * @return whole words that the last one of the line could become; none if nobody knows
     */
    default List<String> complete(String line) {
        return List.of();
    }
}
