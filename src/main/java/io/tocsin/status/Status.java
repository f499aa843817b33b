package io.tocsin.status;

/** What is believed of a monitor. The names are words that people and scripts rely on. */
public enum Status {
    /** Not judged yet. */
    PENDING,
    UP,
    DEGRADED,
    DOWN,
    /** It cannot be judged: its type is missing, or its settings are refused. */
    UNKNOWN,
    /** Nobody looks. */
    PAUSED;

    /** Whether this is trouble, and so has an incident. */
    public boolean trouble() {
        return this == DEGRADED || this == DOWN;
    }
}
