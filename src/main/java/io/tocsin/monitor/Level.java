package io.tocsin.monitor;

/** How one check was judged. */
public enum Level {
    UP,
    /** Only conditions marked {@code warn:} failed. */
    DEGRADED,
    DOWN
}
