package io.tocsin.guarded;

import io.tocsin.guard.Guard;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls through a guard, for the several shapes of contract. */
final class Guarding {

    private static final Logger log = LoggerFactory.getLogger(Guarding.class);

    private Guarding() {}

    /** For methods that may do nothing but refuse. */
    static <T> T now(Guard guard, String what, Callable<T> work) {
        try {
            return guard.call(what, guard.limits().quick(), () -> Guarded.given(work.call(), what));
        } catch (RuntimeException refused) {
            throw refused;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(what + " was interrupted");
        } catch (Exception unforeseen) {
            throw new IllegalStateException(what + " failed", unforeseen);
        }
    }

    /** For methods whose failure changes nothing. */
    static void quietly(Guard guard, String what, Guard.Action work) {
        try {
            now(guard, what, () -> {
                work.run();
                return true;
            });
        } catch (RuntimeException failed) {
            log.warn("{} failed: {}", what, failed.toString());
        }
    }

    /** For methods that talk to a chat system: what the guard refuses may work later. */
    static <T> T chat(Guard guard, String what, Callable<T> work) throws RoomException {
        try {
            return guard.call(what, guard.limits().answer(), () -> Guarded.given(work.call(), what));
        } catch (RoomException known) {
            throw known;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RoomException(RoomException.Kind.LATER, what + " was interrupted");
        } catch (Exception failed) {
            throw new RoomException(
                    RoomException.Kind.LATER, what + " failed: " + failed.getMessage(), failed,
                    java.util.Optional.empty());
        }
    }
}
