package io.tocsin.config;

import io.tocsin.spi.Phrase;

/** Where something was written, in words such as {@code bot.properties:12}. */
public record Place(Phrase words) {

    /** No place that can be named, as for a key that is missing. */
    public static final Place NOWHERE = new Place(Phrase.literal(""));

    /** A line of a file, counted from one. */
    public static Place line(String file, int line) {
        return new Place(Phrase.literal(file + ":" + line));
    }

    public static Place file(String file) {
        return new Place(Phrase.literal(file));
    }

    public static Place variable(String name) {
        return new Place(Phrase.of("config.place.variable", name));
    }

    public boolean isNowhere() {
        return equals(NOWHERE);
    }
}
