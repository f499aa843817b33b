package io.tocsin.room;

import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;

/** One call to the channel of a room. */
@FunctionalInterface
public interface RoomCall {

    /** @return the reference of what was posted; empty for none */
    String call(Notifier channel, String place) throws RoomException;
}
