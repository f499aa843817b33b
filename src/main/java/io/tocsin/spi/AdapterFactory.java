package io.tocsin.spi;

import java.util.List;

/** Makes an adapter from its part of the configuration. */
public interface AdapterFactory {

    /** The prefix of its rooms and of its keys, such as {@code slack}. */
    String kind();

    /** The keys it reads, without the prefix. */
    default List<Setting> settings() {
        return List.of();
    }

    /** Whether it is to be started; by default, when anything is configured for it. */
    default boolean wanted(Settings settings) {
        return !settings.isEmpty();
    }

    /**
     * Makes the adapter; connecting comes with {@link Adapter#start}.
     *
     * @throws Refusal if a setting is missing or wrong
     */
    Adapter create(Settings settings, Http http);
}
