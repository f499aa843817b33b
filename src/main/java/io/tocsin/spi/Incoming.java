package io.tocsin.spi;

import java.util.Optional;

/**
 * A line somebody said: typed, by a slash command, or with a click. Lines of bots, this one included, are never handed in.
 *
 * @param address the room, without the adapter's own prefix
 * @param person who said it
 * @param text what was said, mentions of the bot replaced by {@code @} and its name
 * @param direct whether it can only be meant for the bot: a direct message, a click, a slash command, or the console
 * @param thread the reference of the message whose thread it was said in
 * @param answers the way back; without one, answers are posted in the room or its thread
 */
public record Incoming(
        String address,
        Person person,
        String text,
        boolean direct,
        Optional<String> thread,
        Optional<Answers> answers) {

    /** A line that is answered in the room or its thread. */
    public Incoming(String address, Person person, String text, boolean direct, Optional<String> thread) {
        this(address, person, text, direct, thread, Optional.empty());
    }
}
