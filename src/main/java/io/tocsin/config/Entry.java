package io.tocsin.config;

/**
 * A value somebody wrote.
 *
 * @param key the key, or the name of the environment variable while nobody knows its key
 * @param value with the variables of the environment filled in
 * @param place where it was written
 */
public record Entry(String key, String value, Place place) {

    Entry renamed(String name) {
        return new Entry(name, value, place);
    }
}
