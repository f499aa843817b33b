package io.tocsin.monitor;

/** How one check was judged. */
public enum Level {
    UP,
    /** Only conditions marked {@code warn:} failed. */
    DEGRADED,
    DOWN,
    /** Neither good nor bad: the check says nothing of the target. */
    UNKNOWN
}
