package io.tocsin.incident;

import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One trouble, from its first bad check to the first good check of its confirmed recovery.
 *
 * @param number by which people name it, counted from 1
 * @param monitorId the monitor's id, which a rename keeps
 * @param monitor the monitor's name when this was last changed
 * @param target what the monitor looks at, without secrets
 * @param state how bad it is now, or how it ended
 * @param openedAt its first bad check
 * @param confirmedAt when it was believed
 * @param checks bad checks in a row when it was last judged
 * @param needed how many of them make it trouble
 * @param cause what is wrong, such as {@code 503 Service Unavailable}
 * @param conditions the conditions that failed, with the values seen
 * @param acknowledged who has it
 * @param silenced who muted it, as long as it is muted
 * @param closedAt the first good check of the recovery, or when the monitor was no longer watched
 * @param version counts its changes
 * @param behind the monitors that are bad and depend on this one; known while the bot runs
 */
public record Incident(
        long number,
        String monitorId,
        String monitor,
        String target,
        State state,
        Instant openedAt,
        Instant confirmedAt,
        int checks,
        int needed,
        Phrase cause,
        List<ConditionLine> conditions,
        Optional<Acknowledgement> acknowledged,
        Optional<Silence> silenced,
        Optional<Instant> closedAt,
        long version,
        Behind behind) {

    public Incident {
        conditions = List.copyOf(conditions);
    }

    /** How bad it is, or how it ended. */
    public enum State {
        DEGRADED,
        DOWN,
        FLAPPING,
        RECOVERED,
        /** The monitor was paused or removed. */
        UNWATCHED;

        public boolean open() {
            return this == DEGRADED || this == DOWN || this == FLAPPING;
        }
    }

    /** That a person has it. */
    public record Acknowledgement(Person by, Instant at, String text) {}

    /**
     * That it is muted.
     *
     * @param by the name of who muted it
     * @param until when that ends by itself; empty if it ends otherwise
     */
    public record Silence(String by, Optional<Instant> until) {

        static Silence of(Mute mute) {
            return new Silence(mute.by().name(), mute.until());
        }
    }

    public boolean open() {
        return state.open();
    }

    /** How long it lasted, or has lasted up to now. */
    public Duration length(Instant now) {
        Duration length = Duration.between(openedAt, closedAt.orElse(now));
        return length.isNegative() ? Duration.ZERO : length;
    }

    /** The same trouble in another state, seen again. */
    public Incident seen(State next, int badChecks, Phrase why, List<ConditionLine> lines) {
        return new Incident(
                number, monitorId, monitor, target, next, openedAt, confirmedAt, badChecks, needed, why, lines,
                acknowledged, silenced, closedAt, version + 1, behind);
    }

    public Incident acknowledge(Acknowledgement acknowledgement) {
        return new Incident(
                number, monitorId, monitor, target, state, openedAt, confirmedAt, checks, needed, cause, conditions,
                Optional.of(acknowledgement), silenced, closedAt, version + 1, behind);
    }

    /** The same under a mute, or under none. */
    public Incident under(Optional<Mute> mute) {
        return new Incident(
                number, monitorId, monitor, target, state, openedAt, confirmedAt, checks, needed, cause, conditions,
                acknowledged, mute.map(Silence::of), closedAt, version + 1, behind);
    }

    /** The same with others behind it. */
    public Incident before(Behind others) {
        return new Incident(
                number, monitorId, monitor, target, state, openedAt, confirmedAt, checks, needed, cause, conditions,
                acknowledged, silenced, closedAt, version + 1, others);
    }

    public Incident close(State how, Instant at) {
        return new Incident(
                number, monitorId, monitor, target, how, openedAt, confirmedAt, checks, needed, cause, conditions,
                acknowledged, Optional.empty(), Optional.of(at), version + 1, Behind.NONE);
    }

    public Incident in(State next) {
        return seen(next, checks, cause, conditions);
    }

    /** The same, under the monitor's present name and address. */
    public Incident of(Monitor now) {
        if (now.name().equals(monitor) && now.target().equals(target)) {
            return this;
        }
        return new Incident(
                number, monitorId, now.name(), now.target(), state, openedAt, confirmedAt, checks, needed, cause,
                conditions, acknowledged, silenced, closedAt, version, behind);
    }
}
