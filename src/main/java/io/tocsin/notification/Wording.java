package io.tocsin.notification;

import io.tocsin.room.Address;
import io.tocsin.text.Catalogue;
import java.time.ZoneId;

/** The words of a room: its language and its time zone. */
@FunctionalInterface
public interface Wording {

    Reader in(Address room);

    /**
     * What the people of a room read.
     *
     * @param mention whom a notice may ping there; empty for nobody
     */
    record Reader(Catalogue words, ZoneId zone, String mention) {}
}
