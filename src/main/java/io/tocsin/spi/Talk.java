package io.tocsin.spi;

import java.util.Optional;

/** One line somebody said, and the way to answer it. */
public interface Talk {

    /** Who said it. */
    Person person();

    /** The room's address, such as {@code slack:C024BE91L}. */
    String room();

    /** The thread it was said in, if it was. */
    Optional<String> thread();

    /** The line as it was said, without the bot's name in front. */
    String text();

    /**
     * A group of the regular expression that matched.
     *
     * @throws IndexOutOfBoundsException if there is no such group
     */
    String group(int number);

    /** Answers where it was said. */
    void reply(Message message);

    /** Answers in the thread of what was said, or in one under it; where there is none, as {@link #reply} does. */
    default void replyInThread(Message message) {
        reply(message);
    }

    default void reply(String text) {
        reply(Message.text(text));
    }
}
