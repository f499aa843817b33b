package io.tocsin.incident;

import io.tocsin.incident.Incident.State;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.status.Status;
import io.tocsin.status.Transition;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The course of an incident: what a transition opens, changes or closes. */
public final class Course {

    private Course() {}

    /**
     * What a transition means.
     *
     * @param open the monitor's open incident, if it has one
     * @param numbers gives the number of a new incident
     * @return empty if there is nothing to tell and nothing to write but the status
     */
    public static Optional<IncidentChange> after(
            Optional<Incident> open, Transition transition, Trouble trouble, LongSupplier numbers) {
        return switch (transition.flapping()) {
            case NO -> open.map(incident -> steady(incident, transition, trouble))
                    .orElseGet(() -> opened(transition, trouble, State.DOWN, numbers));
            case STARTED -> open.map(incident -> seen(Kind.FLAPPING, incident, State.FLAPPING, transition, trouble))
                    .orElseGet(() -> opened(transition, trouble, State.FLAPPING, numbers));
            case YES -> open.isPresent() ? Optional.empty() : opened(transition, trouble, State.FLAPPING, numbers);
            case ENDED -> open.flatMap(incident -> transition.to() == Status.UP
                    ? recovered(incident, transition)
                    : seen(Kind.STEADY, incident, state(transition), transition, trouble));
        };
    }

    private static Optional<IncidentChange> steady(Incident incident, Transition transition, Trouble trouble) {
        return switch (transition.to()) {
            case DOWN -> seen(Kind.WORSE, incident, State.DOWN, transition, trouble);
            case DEGRADED -> seen(Kind.BETTER, incident, State.DEGRADED, transition, trouble);
            case UP -> recovered(incident, transition);
            case PENDING, UNKNOWN, PAUSED -> Optional.empty();
        };
    }

    private static Optional<IncidentChange> recovered(Incident incident, Transition transition) {
        Incident closed = incident.close(State.RECOVERED, transition.began());
        return Optional.of(IncidentChange.of(Kind.RECOVERED, closed, transition.at()));
    }

    private static Optional<IncidentChange> seen(
            Kind kind, Incident incident, State state, Transition transition, Trouble trouble) {
        boolean bad = transition.to().trouble();
        int checks = bad && transition.checks() > 0 ? transition.checks() : incident.checks();
        Incident next = bad
                ? incident.seen(state, checks, trouble.cause(), trouble.conditions())
                : incident.in(state);
        return Optional.of(IncidentChange.of(kind, next, transition.at()));
    }

    private static Optional<IncidentChange> opened(
            Transition transition, Trouble trouble, State shown, LongSupplier numbers) {
        if (!transition.to().trouble()) {
            return Optional.empty();
        }
        State state = shown == State.FLAPPING ? shown : state(transition);
        Incident incident = new Incident(
                numbers.getAsLong(), trouble.monitor().id(), trouble.monitor().name(), trouble.monitor().target(), state,
                transition.began(), transition.at(), transition.checks(),
                trouble.monitor().policy().failureThreshold(), trouble.cause(), trouble.conditions(), Optional.empty(),
                Optional.empty(), 1);
        return Optional.of(IncidentChange.of(Kind.OPENED, incident, transition.at()));
    }

    private static State state(Transition transition) {
        return transition.to() == Status.DEGRADED ? State.DEGRADED : State.DOWN;
    }
}
