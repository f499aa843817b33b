package io.tocsin.db;

/** What became of a write. */
public enum Written {
    /** It is on the disk. */
    COMMITTED,
    /** The database cannot be used now; the write waits in memory, in its order, and is done when it can be. */
    DEFERRED
}
