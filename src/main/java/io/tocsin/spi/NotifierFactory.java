package io.tocsin.spi;

import java.util.List;

/** Makes a one-way channel from its part of the configuration. */
public interface NotifierFactory {

    /** The prefix of its rooms and of its keys, such as {@code webhook}. */
    String kind();

    /** The keys it reads, without the prefix; {@code *} stands for a name, as in {@code *.url}. */
    default List<Setting> settings() {
        return List.of();
    }

    /** Whether it is set up; by default it always is. One that can do nothing before something is configured says so. */
    default boolean wanted(Settings settings) {
        return true;
    }

    /**
     * Makes the channel.
     *
     * @throws Refusal if a setting is missing or wrong
     */
    Notifier create(Settings settings, Http http);
}
