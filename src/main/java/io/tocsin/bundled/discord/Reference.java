package io.tocsin.bundled.discord;

import io.tocsin.spi.RoomException;

/** Where a message is. A thread opened under it has the id of the message. */
record Reference(String channel, String message) {

    static Reference of(String text) throws RoomException {
        String[] parts = text.split(":", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1,20}") || !parts[1].matches("\\d{1,20}")) {
            throw new RoomException(RoomException.Kind.REFUSED, "no message of Discord is called " + text);
        }
        return new Reference(parts[0], parts[1]);
    }

    @Override
    public String toString() {
        return channel + ":" + message;
    }
}
