package io.tocsin.bytecode;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import java.util.Optional;

/** Says what a plugin lacks that does not fit to its surroundings. */
public final class Linkage {

    private static final String CONTRACT = Plugin.class.getPackageName();
    private static final int DEEPEST = 5;

    private Linkage() {}

    /** What is missing; empty if the error is of another kind. */
    public static Optional<Phrase> missing(Throwable thrown) {
        Optional<Phrase> found = of(thrown);
        Throwable cause = thrown.getCause();
        for (int depth = 0; found.isEmpty() && cause != null && depth < DEEPEST; depth++) {
            found = of(cause);
            cause = cause.getCause();
        }
        return found;
    }

    private static Optional<Phrase> of(Throwable thrown) {
        return switch (thrown) {
            case NoClassDefFoundError absent -> absent(dotted(absent));
            case ClassNotFoundException absent -> absent(dotted(absent));
            case IncompatibleClassChangeError changed when dotted(changed).contains(CONTRACT + ".") ->
                    Optional.of(Phrase.of("plugin.newer-contract", dotted(changed)));
            default -> Optional.empty();
        };
    }

    private static String dotted(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).replace('/', '.');
    }

    private static Optional<Phrase> absent(String name) {
        if (!isName(name)) {
            return Optional.empty();
        }
        String key = name.startsWith(CONTRACT + ".") ? "plugin.newer-contract" : "plugin.missing-class";
        return Optional.of(Phrase.of(key, name));
    }

    /** The same error also tells of a class that could not be initialized. */
    private static boolean isName(String message) {
        return !message.isEmpty() && message.chars().noneMatch(Character::isWhitespace);
    }
}
