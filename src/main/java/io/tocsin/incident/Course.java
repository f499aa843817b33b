package io.tocsin.incident;

import io.tocsin.incident.Incident.State;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phrase;
import io.tocsin.status.Status;
import io.tocsin.status.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The course of an incident: what a transition opens, changes or closes. */
public final class Course {

    private static final String FLAPPING = "incident.flapping";

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
            case ENDED -> open.map(incident -> transition.to() == Status.UP
                    ? recovered(incident, transition)
                    : seen(Kind.STEADY, incident, state(transition), transition, trouble))
                    .orElseGet(() -> opened(transition, trouble, State.DOWN, numbers));
        };
    }

    /**
     * The further notice that is due because trouble goes on. Who has acknowledged it needs none.
     *
     * @param badChecks how many checks in a row were bad by now
     */
    public static Optional<IncidentChange> later(Incident open, int badChecks, Trouble trouble, Instant at) {
        if (!trouble.bad() || open.state() == State.FLAPPING || open.acknowledged().isPresent()) {
            return Optional.empty();
        }
        OptionalInt due = trouble.monitor().alerts().next(open.checks());
        if (due.isEmpty() || due.getAsInt() > badChecks) {
            return Optional.empty();
        }
        Incident next = open.seen(open.state(), due.getAsInt(), trouble.cause(), trouble.conditions());
        String texts = trouble.monitor().alerts().at(due.getAsInt()).stream()
                .map(Later::text)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return Optional.of(new IncidentChange(Kind.LATER, next, at, Optional.empty(), texts));
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
        int checks = transition.to().trouble() && transition.checks() > 0 ? transition.checks() : incident.checks();
        Phrase cause = trouble.bad() ? trouble.cause() : lastBad(incident);
        List<ConditionLine> conditions = trouble.bad() ? trouble.conditions() : incident.conditions();
        Phrase why = state == State.FLAPPING ? flapping(cause, transition, trouble) : cause;
        return Optional.of(IncidentChange.of(kind, incident.seen(state, checks, why, conditions), transition.at()));
    }

    private static Phrase flapping(Phrase cause, Transition transition, Trouble trouble) {
        return Phrase.of(
                FLAPPING, cause, Integer.toString(transition.changes()),
                trouble.monitor().policy().flapping().window());
    }

    private static Phrase lastBad(Incident incident) {
        Phrase cause = incident.cause();
        return cause.key().equals(FLAPPING) && cause.values().getFirst() instanceof Phrase bad ? bad : cause;
    }

    private static Optional<IncidentChange> opened(
            Transition transition, Trouble trouble, State shown, LongSupplier numbers) {
        if (!transition.to().trouble()) {
            return Optional.empty();
        }
        boolean flaps = shown == State.FLAPPING;
        State state = flaps ? shown : state(transition);
        Phrase cause = flaps ? flapping(trouble.cause(), transition, trouble) : trouble.cause();
        Incident incident = new Incident(
                numbers.getAsLong(), trouble.monitor().id(), trouble.monitor().name(), trouble.monitor().target(),
                state,
                transition.began(), transition.at(), transition.checks(),
                trouble.monitor().policy().failureThreshold(), cause, trouble.conditions(), Optional.empty(),
                Optional.empty(), Optional.empty(), 1, Behind.NONE);
        return Optional.of(IncidentChange.of(Kind.OPENED, incident, transition.at()));
    }

    private static State state(Transition transition) {
        return transition.to() == Status.DEGRADED ? State.DEGRADED : State.DOWN;
    }
}
