package io.tocsin.channel.live;

import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the other side does not want to be asked before a moment that it named. Safe for use by many threads. */
public final class Waits {

    private final String chat;
    private final InstantSource clock;
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    /** @param chat its name, as people write it */
    public Waits(String chat, InstantSource clock) {
        this.chat = chat;
        this.clock = clock;
    }

    /** @throws RoomException if it is too early to ask this */
    public void check(String what) throws RoomException {
        Instant until = notBefore.get(what);
        Duration wait = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        if (wait.isPositive()) {
            throw limited(wait);
        }
        notBefore.remove(what);
    }

    /** Takes note that something is not to be asked for so long. Answers what is to be thrown. */
    public RoomException begin(String what, Duration wait) {
        notBefore.put(what, clock.instant().plus(wait));
        return limited(wait);
    }

    private RoomException limited(Duration wait) {
        return new RoomException(
                Kind.LATER, chat + " takes no more for the next " + (wait.toMillis() + 999) / 1000 + " s",
                Optional.of(wait));
    }
}
