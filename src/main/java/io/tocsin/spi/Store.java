package io.tocsin.spi;

import java.util.Optional;
import java.util.SortedMap;

/**
 * What a plugin remembers across restarts: up to 1,000 texts, keys of up to 200 characters and values of up to 64 kB. Each
 * change is durable when the call returns. Nobody else sees it.
 */
public interface Store {

    Optional<String> get(String key);

    /**
     * Remembers a text in place of what was there.
     *
     * @throws Refusal if it is too long, or one too many
     */
    void put(String key, String value);

    /** Forgets it; does nothing if it is not there. */
    void remove(String key);

    /** Everything there is. */
    SortedMap<String, String> all();
}
