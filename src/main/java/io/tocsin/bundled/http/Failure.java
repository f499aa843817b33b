package io.tocsin.bundled.http;

import io.tocsin.spi.Phrase;
import java.io.IOException;

/** The end of a check for a reason that is known, on its way through OkHttp. */
final class Failure extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Phrase reason;

    Failure(Phrase reason) {
        super(reason.toString());
        this.reason = reason;
    }

    Phrase reason() {
        return reason;
    }

    /** A stack trace would cost more than the check. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
