package io.tocsin.spi;

import io.tocsin.spi.Message.ConditionLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened to the bot or to what it watches. A plugin is told by {@link Bot#on}, once, in order, and after
 * what happened is written down. Events are not kept: what happens while a plugin is not in, or just before the bot dies,
 * it is not told of, and nothing is told again after a restart; ask {@link Bot#monitors} at {@link Started}.
 */
public sealed interface Event {

    /** When it happened. */
    Instant at();

    /** Something that happened to an incident. */
    sealed interface OfIncident extends Event {
        Trouble trouble();
    }

    /**
     * An incident as it stands after the event.
     *
     * @param number by which people name it
     * @param monitor the monitor's name
     * @param group the monitor's group; empty if it has none
     * @param tags the monitor's tags
     * @param target what the monitor looks at, without secrets
     * @param cause what is wrong, in English
     * @param since its first bad check
     * @param failed the conditions that failed, with the values seen
     */
    record Trouble(
            long number,
            String monitor,
            String group,
            List<String> tags,
            String target,
            String cause,
            Instant since,
            List<ConditionLine> failed) {

        public Trouble {
            tags = List.copyOf(tags);
            failed = List.copyOf(failed);
        }
    }

    /** It is down: confirmed, not just one bad check. */
    record Down(Instant at, Trouble trouble) implements OfIncident {}

    /** It works, but badly. */
    record Degraded(Instant at, Trouble trouble) implements OfIncident {}

    /** It comes and goes. */
    record Flapping(Instant at, Trouble trouble) implements OfIncident {}

    /**
     * It is well again.
     *
     * @param lasted from the first bad check to the first good one
     */
    record Recovered(Instant at, Trouble trouble, Duration lasted) implements OfIncident {}

    /** Somebody has it. */
    record Acknowledged(Instant at, Trouble trouble, Person by, String text) implements OfIncident {}

    /**
     * Notices are held back.
     *
     * @param what a monitor, group or tag, a pattern of them, or {@code all}
     * @param until when that ends by itself; empty if it does not
     */
    record Muted(Instant at, String what, Person by, Optional<Instant> until, String because) implements Event {}

    /** Notices go out again. */
    record Unmuted(Instant at, String what) implements Event {}

    /** Somebody said something in a room the bot is in. */
    record Said(Instant at, String room, Person person, String text) implements Event {}

    /** Somebody came into a room. */
    record Entered(Instant at, String room, Person person) implements Event {}

    /** Somebody left a room. */
    record Left(Instant at, String room, Person person) implements Event {}

    /** The bot watches and listens. A plugin that is loaded later is told so at once. */
    record Started(Instant at) implements Event {}
}
