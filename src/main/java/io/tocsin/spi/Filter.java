package io.tocsin.spi;

import java.util.Optional;

/**
 * Middleware: sees something pass, and may change or swallow it. One that throws or takes too long is noted, and what
 * passed goes on as it was.
 *
 * @param <T> what passes
 */
@FunctionalInterface
public interface Filter<T> {

    /** What goes on in its place; empty to swallow it. */
    Optional<T> pass(T passing) throws Exception;

    /**
     * A message on its way out.
     *
     * @param room its address, such as {@code slack:C024BE91L}
     */
    record Outgoing(String room, Message message) {}

    /**
     * A line that is about to be run as a command.
     *
     * @param room where it was said
     * @param line the command, without the bot's name
     */
    record Order(String room, Person person, String line) {}
}
