package io.tocsin.bundled.telegram;

import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;

/** Where a message is. */
record Reference(String chat, long message) {

    static Reference of(String text) throws RoomException {
        int colon = text.indexOf(':');
        if (!text.matches("-?\\d{1,18}:\\d{1,18}")) {
            throw new RoomException(Kind.REFUSED, "no message of Telegram is called " + text);
        }
        return new Reference(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return chat + ":" + message;
    }
}
