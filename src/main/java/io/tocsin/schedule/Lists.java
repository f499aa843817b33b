package io.tocsin.schedule;

import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.function.IntFunction;

/** Enumerations in words. */
final class Lists {

    private Lists() {}

    /** {@code a, b and c}. */
    static Phrase and(List<Phrase> phrases) {
        if (phrases.size() == 1) {
            return phrases.getFirst();
        }
        Phrase before = commas(phrases.subList(0, phrases.size() - 1));
        return Phrase.of("schedule.and", before, phrases.getLast());
    }

    /** {@code a, b, c}. */
    static Phrase commas(List<Phrase> phrases) {
        return phrases.stream()
                .reduce((before, next) -> Phrase.of("schedule.comma", before, next))
                .orElseThrow();
    }

    static Phrase and(List<Integer> numbers, IntFunction<Phrase> naming) {
        return and(numbers.stream().map(naming::apply).toList());
    }

    static Phrase numbers(List<Integer> numbers) {
        return and(numbers, number -> Phrase.literal(Integer.toString(number)));
    }
}
