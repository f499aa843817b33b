package io.tocsin.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * People who take turns. A turn ends when the clock on the wall shows it, so that after the clocks have changed it is still
 * at the same time of day; at one that they leave out, at the first moment after it; at one that they show twice, the first time.
 *
 * @param people in their order; one who comes twice has two turns
 * @param every how long a turn is, by the clock on the wall
 * @param from when a turn of the first of them begins; before that they took turns in the same way
 */
public record Rotation(String name, List<String> people, Duration every, LocalDateTime from, ZoneId zone) {

    public Rotation {
        people = List.copyOf(people);
    }

    /** The turn that is on at a moment. */
    public Turn at(Instant moment) {
        LocalDateTime shown = LocalDateTime.ofInstant(moment, zone);
        long number = Math.floorDiv(Duration.between(from, shown).toSeconds(), every.toSeconds());
        while (begin(number).isAfter(moment)) {
            number--;
        }
        while (!begin(number + 1).isAfter(moment)) {
            number++;
        }
        String person = people.get(Math.floorMod(number, people.size()));
        return new Turn(person, begin(number), begin(number + 1));
    }

    private Instant begin(long number) {
        LocalDateTime shown = from.plus(every.multipliedBy(number));
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        return change != null && change.isGap() ? change.getInstant() : ZonedDateTime.of(shown, zone).toInstant();
    }
}
