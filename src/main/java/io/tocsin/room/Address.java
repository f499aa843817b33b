package io.tocsin.room;

import io.tocsin.spi.Refusal;

/**
 * Where a room is.
 *
 * @param kind the channel, such as {@code slack}
 * @param place the room within it, such as {@code #ops}; may be empty where there is only one
 */
public record Address(String kind, String place) {

    public static final Address CONSOLE = new Address("console", "");

    /**
     * Reads {@code kind:place}.
     *
     * @throws Refusal if there is no colon
     */
    public static Address parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw Refusal.of("room.address", text);
        }
        return new Address(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return kind + ":" + place;
    }
}
