package io.tocsin.net;

import io.tocsin.spi.Phrase;
import java.io.IOException;

/** The end of a check for a reason that is known. */
public final class Trouble extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Phrase reason;
    private final boolean unreachable;

    public Trouble(Phrase reason) {
        this(reason, false);
    }

    private Trouble(Phrase reason, boolean unreachable) {
        super(reason.toString());
        this.reason = reason;
        this.unreachable = unreachable;
    }

    /** Nobody takes the connection: the target's own answer to {@code [CONNECTED]}. */
    public static Trouble unreachable(Phrase reason) {
        return new Trouble(reason, true);
    }

    public Phrase reason() {
        return reason;
    }

    boolean unreachable() {
        return unreachable;
    }

    /** A stack trace would cost more than the check. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
