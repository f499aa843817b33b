package io.tocsin.code;

import io.tocsin.spi.Phrase;
import java.util.List;

/** Why one file or directory holds no plugin that can be loaded. */
final class UnloadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<LoadProblem> problems;

    UnloadableException(List<LoadProblem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    UnloadableException(String place, String key, Object... values) {
        this(List.of(new LoadProblem(place, Phrase.of(key, values))));
    }

    UnloadableException(Throwable cause, String place, String key, Object... values) {
        this(place, key, values);
        initCause(cause);
    }

    List<LoadProblem> problems() {
        return problems;
    }
}
