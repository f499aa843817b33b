package io.tocsin.bundled.mirror;

import io.tocsin.spi.Json;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A service that watches from outside: how its API is asked for all that an account sees, and what its words mean. */
sealed interface Service permits UptimeRobot, StatusCake, Pingdom {

    /** In lower case: of the monitor type, of its targets' scheme, and of its keys in the configuration. */
    String name();

    /** As the service writes itself. */
    String title();

    /** Where its API is, without a slash at the end. */
    String api();

    /** How often an account is asked unless somebody wants otherwise. */
    Duration every();

    /** The path and query of the first page. */
    String first();

    /**
     * Reads a page.
     *
     * @param before how many entries there were on the pages before
     * @throws Refusal if it is not what the service documents
     */
    Page read(Json answer, int before);

    /** Whether its webhooks say by whom they are. */
    default boolean signs() {
        return false;
    }

    /** Whether a webhook that came to an account's address is by this service, as far as it says so itself. */
    default boolean genuine(Route.Request hook, Access account) {
        return true;
    }

    /**
     * A part of what an account sees.
     *
     * @param next the path and query of the next one
     */
    record Page(List<Item> items, Optional<String> next) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /** The entries of an array that must be there. */
    static List<Json> entries(Json answer, String name) {
        Json array = answer.at(name);
        List<Json> entries = array.list();
        if (entries.isEmpty() && !array.toString().equals("[]")) {
            throw Refusal.of("mirror.no-list", name);
        }
        return entries;
    }
}
