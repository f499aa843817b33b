package io.tocsin.notification;

import io.tocsin.room.Address;
import io.tocsin.spi.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that is posted once, in its turn.
 *
 * @param id by which it is stored; lines of a room are posted in this order
 * @param incident the incident it is about, 0 for none
 * @param at when it was written
 * @param postingKey the key under which it may have been posted before a crash
 */
record Line(long id, Address room, long incident, Message message, Instant at, Optional<String> postingKey) {

    Line underKey(String key) {
        return new Line(id, room, incident, message, at, Optional.of(key));
    }
}
