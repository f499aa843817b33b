package io.tocsin.status;

import io.tocsin.monitor.Level;
import io.tocsin.monitor.Policy;
import io.tocsin.status.Streaks.Streak;
import io.tocsin.status.Transition.Flaps;
import java.time.Instant;
import java.util.Optional;

/**
 * How a monitor stands. Immutable; {@link #judge} is the whole rule by which it changes.
 *
 * @param status the underlying status; flapping is shown over it
 * @param since since when
 */
public record Standing(Status status, Instant since, Streaks streaks, Flapping window) {

    public static Standing pending(Instant since) {
        return of(Status.PENDING, since);
    }

    /** A standing whose counters start anew, as after a restart. */
    public static Standing of(Status status, Instant since) {
        return new Standing(status, since, Streaks.NONE, Flapping.CALM);
    }

    /** As it was before a restart; a monitor that was flapping still is, until it has been calm for a window. */
    public static Standing restored(Status status, Instant since, boolean flapping, Policy policy, Instant now) {
        if (!flapping) {
            return of(status, since);
        }
        int halfOfAllSlots = 0b0101_0101_0101_0101_0101;
        long slot = now.toEpochMilli() / policy.flapping().slot().toMillis();
        return new Standing(status, since, Streaks.NONE, new Flapping(halfOfAllSlots, slot, true));
    }

    /** The same after so many bad checks in a row, as they were counted before a restart. */
    public Standing counting(int badChecks, Instant from) {
        return new Standing(status, since, streaks.counting(badChecks, from), window);
    }

    public boolean flapping() {
        return window.active();
    }

    /** The word shown: the status, or FLAPPING over it. */
    public String shown() {
        return flapping() ? "FLAPPING" : status.name();
    }

    /**
     * Whether the last check disagrees with the status and is not confirmed yet, so that the next one should come soon.
     */
    public boolean unconfirmed() {
        return switch (status) {
            case PENDING, UP -> streaks.bad().count() > 0;
            case DEGRADED -> streaks.good().count() > 0 || streaks.down().count() > 0;
            case DOWN -> streaks.notDown().count() > 0;
            case UNKNOWN, PAUSED -> false;
        };
    }

    /** How many checks in a row were bad, up to now. */
    public int badChecks() {
        return streaks.bad().count();
    }

    /** A transition to what it is already, for what had to be kept back when it became so. */
    public Transition anew(Instant at) {
        return new Transition(
                status, status, at, at, badChecks(), flapping() ? Flaps.YES : Flaps.NO, window.changes());
    }

    /** When the first of the bad checks in a row was; meant for a monitor that has such. */
    public Instant badSince() {
        return streaks.bad().since();
    }

    /** The same with counters that start anew, as when nobody could look for a while. */
    public Standing afresh() {
        return new Standing(status, since, Streaks.NONE, window);
    }

    /** Takes in one judged check. */
    public Step judge(Level level, Instant at, Policy policy) {
        Streaks next = streaks.plus(level, at, policy.successThreshold());
        Optional<Confirmed> confirmed = confirmed(next, policy);
        Flapping flaps = window.at(at, confirmed.isPresent() && status != Status.PENDING, policy.flapping());
        if (confirmed.isEmpty() && flaps.active() == window.active()) {
            boolean same = next == streaks && flaps.equals(window);
            return new Step(same ? this : new Standing(status, since, next, flaps), Optional.empty());
        }
        Status to = confirmed.map(Confirmed::status).orElse(status);
        Instant began = confirmed.map(Confirmed::began).orElse(since);
        int checks = confirmed.map(Confirmed::checks).orElse(0);
        Transition transition =
                new Transition(status, to, at, began, checks, flaps(window.active(), flaps.active()), flaps.changes());
        return new Step(new Standing(to, confirmed.isPresent() ? began : since, next, flaps), Optional.of(transition));
    }

    private static Flaps flaps(boolean before, boolean after) {
        if (before) {
            return after ? Flaps.YES : Flaps.ENDED;
        }
        return after ? Flaps.STARTED : Flaps.NO;
    }

    private Optional<Confirmed> confirmed(Streaks seen, Policy policy) {
        int failures = policy.failureThreshold();
        int successes = policy.successThreshold();
        return switch (status) {
            case PENDING -> seen.good().count() > 0 ? Confirmed.of(Status.UP, seen.good()) : worse(seen, failures);
            case UP, UNKNOWN, PAUSED -> worse(seen, failures);
            case DEGRADED -> seen.good().count() >= successes
                    ? Confirmed.of(Status.UP, seen.good())
                    : worse(seen, failures).filter(found -> found.status() == Status.DOWN);
            case DOWN -> better(seen, successes);
        };
    }

    private static Optional<Confirmed> worse(Streaks seen, int failures) {
        if (seen.down().count() >= failures) {
            return Confirmed.of(Status.DOWN, seen.bad());
        }
        return seen.bad().count() >= failures ? Confirmed.of(Status.DEGRADED, seen.bad()) : Optional.empty();
    }

    private static Optional<Confirmed> better(Streaks seen, int successes) {
        if (seen.good().count() >= successes) {
            return Confirmed.of(Status.UP, seen.good());
        }
        return seen.notDown().count() >= successes && seen.good().count() == 0
                ? Confirmed.of(Status.DEGRADED, seen.notDown())
                : Optional.empty();
    }

    private record Confirmed(Status status, Instant began, int checks) {

        static Optional<Confirmed> of(Status status, Streak streak) {
            return Optional.of(new Confirmed(status, streak.since(), streak.count()));
        }
    }

    /**
     * What a check led to.
     *
     * @param next the standing from now on
     * @param transition what changed, if anything did
     */
    public record Step(Standing next, Optional<Transition> transition) {}
}
