package io.tocsin.bundled.mirror;

import io.tocsin.spi.Phrase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of asking an account once for all that it sees.
 *
 * @param began when it was asked
 * @param until how long nobody need ask again
 * @param failure why it could not be asked
 */
record Poll(Instant began, Instant until, List<Item> items, Optional<Phrase> failure) {

    static final Poll NEVER = new Poll(Instant.MIN, Instant.MIN, List.of(), Optional.empty());

    Poll {
        items = List.copyOf(items);
    }

    static Poll failed(Instant began, Instant until, Phrase why) {
        return new Poll(began, until, List.of(), Optional.of(why));
    }
}
