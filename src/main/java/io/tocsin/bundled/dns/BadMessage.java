package io.tocsin.bundled.dns;

import java.io.IOException;

/** Bytes that are no DNS message. */
final class BadMessage extends IOException {

    private static final long serialVersionUID = 1L;

    BadMessage(String what) {
        super(what);
    }

    /** A stack trace would cost more than the check. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
