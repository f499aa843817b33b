package io.tocsin.spi;

/** The colour of a message. */
public enum Severity {
    /** Plain information. */
    INFO,
    /** Something recovered. */
    GOOD,
    /** Something works, but badly. */
    WARNING,
    /** Something is broken. */
    CRITICAL
}
