package io.tocsin.code;

import io.tocsin.bytecode.Linkage;
import io.tocsin.spi.Phrase;
import java.nio.file.Path;

/**
 * Why a plugin, or a part of it, is not there.
 *
 * @param place its file or directory, with the line where there is one, such as {@code CheckServers.java:12}
 * @param what what is wrong with it
 */
public record LoadProblem(String place, Phrase what) {

    public static LoadProblem of(String place, String key, Object... values) {
        return new LoadProblem(place, Phrase.of(key, values));
    }

    static LoadProblem unusable(Path place, Throwable why) {
        return new LoadProblem(
                place.toString(),
                Linkage.missing(why).orElseGet(() -> Phrase.of("plugin.unreadable", why.toString())));
    }

    /** Place and reason in one line. */
    public Phrase phrase() {
        return Phrase.of("plugin.problem", place, what);
    }
}
