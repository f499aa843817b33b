package io.tocsin.spi;

import java.util.Optional;

/**
 * A line somebody said. Lines of bots, this one included, are never handed in.
 *
 * @param address the room, without the adapter's own prefix
 * @param person who said it
 * @param text what was said, mentions of the bot replaced by {@code @} and its name
 * @param direct whether it can only be meant for the bot: a direct message, or the console
 * @param thread the reference of the message whose thread it was said in
 */
public record Incoming(String address, Person person, String text, boolean direct, Optional<String> thread) {}
