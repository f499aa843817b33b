package io.tocsin.chat;

import io.tocsin.spi.Person;
import io.tocsin.text.Language;

/** What is known of rooms. Asked for every line, because rooms get names and languages while the bot runs. */
@FunctionalInterface
public interface Places {

    /**
     * What is known of a room.
     *
     * @param room its address
     * @param reader who is answered there, and may read another language than the others
     */
    Place of(String room, Person reader);

    /** What is read where nothing else was said. */
    default Language usual() {
        return Language.ENGLISH;
    }
}
