package io.tocsin.spi;

import java.util.List;

/**
 * Something to be said to a person: a key of the text catalogue and its values. It becomes a sentence late, in the
 * language of whoever reads it.
 *
 * @param key the catalogue's key, such as {@code schedule.never}; its part before the first dot names the section
 * @param values what stands at {@code {0}}, {@code {1}}, ...; a {@link Phrase} among them is rendered too
 */
public record Phrase(String key, List<Object> values) {

    /** The key whose only value is shown as it is: for plugins, which bring their own words. */
    public static final String LITERAL = "literal";

    public Phrase {
        values = List.copyOf(values);
    }

    public static Phrase of(String key, Object... values) {
        return new Phrase(key, List.of(values));
    }

    /** Words that are not in the catalogue. */
    public static Phrase literal(String text) {
        return of(LITERAL, text);
    }

    @Override
    public String toString() {
        return LITERAL.equals(key) ? values.getFirst().toString() : key + values;
    }
}
