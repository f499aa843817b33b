package io.tocsin.db;

/** A statement that failed. Thrown by {@link Tx}; what kind of failure it was is for the dialect to say. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(String what, Throwable cause) {
        super(what + ": " + cause.getMessage(), cause);
    }
}
