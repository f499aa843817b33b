package io.tocsin.spi;

/**
 * Somebody in a chat.
 *
 * @param id the chat system and its stable id for the person, such as {@code slack:U024BE7LH}; never a display name
 * @param name what people call them
 */
public record Person(String id, String name) {}
