package io.tocsin.incident;

import io.tocsin.incident.Incident.State;
import io.tocsin.status.Standing;
import io.tocsin.status.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * A monitor on which another depends, by one step or by several, as far as it matters to that other's trouble.
 *
 * @param checkable whether checks of it can be asked for
 * @param looked when its last check began, in this run of the bot
 */
public record Ancestor(Standing standing, boolean checkable, Optional<Instant> looked) {

    /**
     * Trouble of a monitor that depends on others.
     *
     * @param began its first bad check
     */
    public record Child(State state, Instant began) {}

    /** What becomes of trouble because of those above. */
    public enum Answer {
        /** It is told. */
        TOLD,
        /** Somebody above may be the reason, which is to be known soon. */
        AWAITED,
        /** Somebody above is bad, and that is told in its place. */
        BEHIND
    }

    /** What becomes of trouble because of all that are above. */
    public static Answer judge(Child child, Iterable<Ancestor> ancestors) {
        Answer answer = Answer.TOLD;
        for (Ancestor ancestor : ancestors) {
            if (ancestor.hides(child.state)) {
                return Answer.BEHIND;
            }
            if (ancestor.mayHide(child)) {
                answer = Answer.AWAITED;
            }
        }
        return answer;
    }

    /** Whether its own trouble explains another's: what is only slow does not explain what is down. */
    public boolean hides(State state) {
        return standing.flapping()
                || standing.status() == Status.DOWN
                || standing.status() == Status.DEGRADED && state == State.DEGRADED;
    }

    /** Whether it was not looked at since the trouble began. */
    public boolean unseen(Child child) {
        return checkable && looked.filter(at -> !at.isBefore(child.began)).isEmpty();
    }

    private boolean mayHide(Child child) {
        boolean failing = checkable && standing.unconfirmed() && standing.badChecks() > 0;
        return failing || unseen(child);
    }
}
