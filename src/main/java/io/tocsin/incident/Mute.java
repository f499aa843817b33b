package io.tocsin.incident;

import io.tocsin.spi.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * No notices for what it selects, until a time.
 *
 * @param id by which it is stored, counted from 1
 * @param selector what is muted, as it was said: a monitor, group, tag, pattern or {@code all}
 * @param until when it ends by itself; empty if a person must end it
 * @param untilRecovery whether it ends when none of what it selects is in trouble any more
 */
public record Mute(long id, String selector, Optional<Instant> until, boolean untilRecovery, String because, Person by,
        Instant since) {

    public boolean over(Instant now) {
        return until.isPresent() && !now.isBefore(until.get());
    }
}
