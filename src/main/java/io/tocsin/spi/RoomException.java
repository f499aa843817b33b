package io.tocsin.spi;

import java.time.Duration;
import java.util.Optional;

/** A message that could not be delivered. */
public final class RoomException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    public enum Kind {
        /** It may work later: a time-out, a server error, a rate limit. */
        LATER,
        /** It will never work like this: no such room, message refused. */
        REFUSED
    }

    private final Kind kind;
    private final transient Optional<Duration> retryAfter;

    public RoomException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.retryAfter = Optional.empty();
    }

    public RoomException(Kind kind, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public RoomException(Kind kind, String message, Throwable cause, Optional<Duration> retryAfter) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the other side asked us to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
