package io.tocsin.channel;

import io.tocsin.spi.Severity;

/** The colour of a message where a chat has a bar for it. */
public final class Colour {

    private Colour() {}

    /** As {@code 0xRRGGBB}. */
    public static int of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 0xa30200;
            case WARNING -> 0xdaa038;
            case HANDLED -> 0xe8c170;
            case SILENCED -> 0xdddddd;
            case GOOD -> 0x2eb886;
            case INFO -> 0x439fe0;
        };
    }

    /** As {@code #rrggbb}. */
    public static String hex(Severity severity) {
        return String.format("#%06x", of(severity));
    }
}
