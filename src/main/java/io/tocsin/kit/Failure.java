package io.tocsin.kit;

import io.tocsin.spi.Phrase;
import io.tocsin.text.Catalogue;

/** What a test says when something is not as it was expected. */
final class Failure {

    static final Catalogue WORDS = Catalogue.english();

    private Failure() {}

    static AssertionError of(String key, Object... values) {
        return new AssertionError(WORDS.say(Phrase.of(key, values)));
    }

    /** A text of several lines under a label of ten characters. */
    static String indented(String text) {
        return text.replace("\n", "\n            ");
    }
}
