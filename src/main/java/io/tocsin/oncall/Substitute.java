package io.tocsin.oncall;

import io.tocsin.spi.Person;
import java.time.Instant;

/**
 * That somebody is on call whose turn it is not.
 *
 * @param id by which it is stored, counted from 1
 * @param by who said so
 */
public record Substitute(
        long id, String rotation, String person, Instant from, Instant to, Person by, Instant since) {

    /** The same with another end. */
    public Substitute until(Instant end) {
        return new Substitute(id, rotation, person, from, end, by, since);
    }

    public boolean over(Instant now) {
        return !now.isBefore(to);
    }

    boolean on(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
