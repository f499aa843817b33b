package io.tocsin.guard;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.util.concurrent.Callable;

/** A refusal where nobody has asked for anything: it is a failure like others, or it would be lost. */
final class Unread extends Exception {

    private static final long serialVersionUID = 1L;

    private Unread(Exception refusal) {
        super(refusal.getMessage(), refusal);
    }

    static <T> Callable<T> of(Callable<T> work) {
        return () -> {
            try {
                return work.call();
            } catch (Refusal | RoomException refusal) {
                throw new Unread(refusal);
            }
        };
    }
}
