package io.tocsin.channel;

import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** At most so many messages in any so long a time, as some systems demand and punish. Safe for use by many threads. */
public final class Pace {

    private final int most;
    private final Duration span;
    private final InstantSource clock;
    private final Deque<Instant> sent = new ArrayDeque<>();

    public Pace(int most, Duration span, InstantSource clock) {
        this.most = most;
        this.span = span;
        this.clock = clock;
    }

    /** @throws RoomException that says how long to wait, if it is too soon for another one */
    public synchronized void take() throws RoomException {
        Instant now = clock.instant();
        while (!sent.isEmpty() && !sent.getFirst().plus(span).isAfter(now)) {
            sent.removeFirst();
        }
        if (sent.size() >= most) {
            throw new RoomException(
                    Kind.LATER,
                    "it takes " + most + " messages in " + span.toSeconds() + " s",
                    Optional.of(Duration.between(now, sent.getFirst().plus(span))));
        }
        sent.addLast(now);
    }
}
