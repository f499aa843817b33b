package io.tocsin.spi;

/**
 * A setting that a monitor type or channel understands.
 *
 * @param name as written in commands and configuration, such as {@code follow-redirects}
 * @param kind what its value must look like
 * @param standard the value it has when nothing is said; empty for none
 * @param description one line for help and configuration errors
 */
public record Setting(String name, Kind kind, String standard, String description) {

    /** What a value must look like. */
    public enum Kind {
        TEXT,
        /** May be given more than once. */
        LIST,
        FLAG,
        NUMBER,
        DURATION,
        /** Text that is never shown. */
        SECRET
    }
}
