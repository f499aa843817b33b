package io.tocsin.notification;

import io.tocsin.room.Address;
import io.tocsin.text.Catalogue;

/** The words of a room: its language and its time zone. */
@FunctionalInterface
public interface Wording {

    Catalogue in(Address room);
}
