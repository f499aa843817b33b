package io.tocsin.notification;

import io.tocsin.spi.RoomException;
import java.util.Optional;

/** Whether a message may be there already, because a call for it did not come back or the process died in between. */
final class Doubt {

    private volatile boolean doubtful;

    /** A call to a room. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws RoomException;
    }

    Doubt(boolean doubtful) {
        this.doubtful = doubtful;
    }

    /** Posts, but looks first where there is doubt. */
    String unlessThere(Call<Optional<String>> find, Call<String> post) throws RoomException {
        Optional<String> found = doubtful ? find.run() : Optional.empty();
        return found.isPresent() ? found.get() : post(post);
    }

    private String post(Call<String> post) throws RoomException {
        boolean before = doubtful;
        doubtful = true;
        try {
            return post.run();
        } catch (RoomException failed) {
            doubtful = before || failed.kind() != RoomException.Kind.REFUSED;
            throw failed;
        }
    }
}
