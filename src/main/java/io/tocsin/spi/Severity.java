package io.tocsin.spi;

/** The colour of a message, the worst last. */
public enum Severity {
    /** Plain information. */
    INFO,
    /** Something recovered. */
    GOOD,
    /** Something is broken, and nobody else needs to care: it is muted. */
    SILENCED,
    /** Something is broken, and somebody has it. */
    HANDLED,
    /** Something works, but badly. */
    WARNING,
    /** Something is broken. */
    CRITICAL
}
