package io.tocsin.monitor;

/** Where a monitor's definition lives, and so where it can be edited. */
public enum Origin {
    /** {@code bot.properties}. */
    CONFIG,
    /** The file or address named by {@code monitors.file}. */
    FILE,
    /** A command. */
    CHAT
}
