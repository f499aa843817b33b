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
 * @param message the reference of the message that it came as, if it came as one: a thread can be opened under it
 */
public record Incoming(
        String address,
        Person person,
        String text,
        boolean direct,
        Optional<String> thread,
        Optional<Answers> answers,
        Optional<String> message) {

    /** A line that is answered in the room or its thread. */
    public Incoming(String address, Person person, String text, boolean direct, Optional<String> thread) {
        this(address, person, text, direct, thread, Optional.empty());
    }

    /** A line that came some other way than as a message. */
    public Incoming(
            String address, Person person, String text, boolean direct, Optional<String> thread,
            Optional<Answers> answers) {
        this(address, person, text, direct, thread, answers, Optional.empty());
    }

    /** The same line, but answered in its thread, or in one under it; as it is where there can be none. */
    public Incoming inThread() {
        Optional<String> under = thread.or(() -> message);
        return under.isEmpty()
                ? this
                : new Incoming(address, person, text, direct, under, Optional.empty(), message);
    }
}
