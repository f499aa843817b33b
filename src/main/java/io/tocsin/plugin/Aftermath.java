package io.tocsin.plugin;

import java.util.Set;

/** What is to be done when plugins have come or gone. Called before those that go are told to stop. */
@FunctionalInterface
public interface Aftermath {

    /** Where nothing is. */
    Aftermath NONE = types -> {};

    /**
     * Kinds of monitor came, went or are another version's now.
     *
     * @param types their names
     */
    void changed(Set<String> types);
}
