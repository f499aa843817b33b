package io.tocsin.monitor;

import io.tocsin.config.Place;
import io.tocsin.config.Problem;
import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.Map;

/**
 * A draft and where it was written, for problems found later. The places are apart, because a monitor that has only moved
 * to another line has not changed.
 *
 * @param place where it begins
 * @param spots where its values stand, by the words of {@link Fault}; what is not there stands somewhere in it
 * @param foreign whether it is of a kind that another program knows, so that it is kept though nothing here can check it
 */
public record Written(Draft draft, Place place, Map<String, List<Spot>> spots, boolean foreign) {

    /**
     * A value as it was written.
     *
     * @param word the word before it, such as {@code every}
     * @param value what people may see of it
     */
    public record Spot(String word, String value, Place place) {}

    public Written {
        spots = Map.copyOf(spots);
    }

    public Written(Draft draft, Place place) {
        this(draft, place, Map.of(), false);
    }

    /** The same under another name. */
    public Written named(String name) {
        return new Written(draft.edit().name(name).build(), place, spots, foreign);
    }

    /** A fault as it is told to whoever wrote this. */
    public Problem problem(Origin origin, Fault fault) {
        String subject = origin == Origin.CONFIG ? "monitor." + draft.name() : draft.name();
        List<Spot> values = spots.getOrDefault(fault.word(), List.of());
        if (fault.index() >= values.size()) {
            return new Problem(subject, "", place, fault.what());
        }
        Spot spot = values.get(fault.index());
        return new Problem(subject + "." + spot.word(), spot.value(), spot.place(), fault.what());
    }

    /**
     * Something wrong with a definition.
     *
     * @param word the name of a setting, or one of {@code name}, {@code type}, {@code target}, {@code schedule},
     *     {@code zone}, {@code timeout}, {@code expect}
     * @param index which of its values, from 0
     */
    public record Fault(String word, int index, Phrase what) {

        public static Fault of(String word, Phrase what) {
            return new Fault(word, 0, what);
        }
    }
}
