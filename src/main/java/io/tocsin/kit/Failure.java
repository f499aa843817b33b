package io.tocsin.kit;

import io.tocsin.spi.Phrase;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;

/** What a test says when something is not as it was expected. */
final class Failure {

    static final Catalogue WORDS = Language.ofMachine().words();

    private Failure() {}

    static AssertionError of(String key, Object... values) {
        return new AssertionError(WORDS.say(Phrase.of(key, values)));
    }

    /** A text of several lines under a label of ten characters. */
    static String indented(String text) {
        return text.replace("\n", "\n            ");
    }
}
