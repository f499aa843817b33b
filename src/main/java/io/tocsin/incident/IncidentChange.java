package io.tocsin.incident;

import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * One step in the life of an incident.
 *
 * @param kind what happened
 * @param incident the incident from now on
 * @param at when
 * @param who the person who did it, if one did
 * @param text what that person said
 */
public record IncidentChange(Kind kind, Incident incident, Instant at, Optional<Person> who, String text) {

    /** What happened. */
    public enum Kind {
        OPENED,
        /** From degraded to down: notified anew. */
        WORSE,
        /** From down to degraded: only shown. */
        BETTER,
        FLAPPING,
        /** Flapping ended while it was still bad. */
        STEADY,
        RECOVERED,
        UNWATCHED,
        ACKNOWLEDGED,
        /** No notices for a while, which is only shown. */
        MUTED,
        UNMUTED,
        NOTED,
        REMINDED,
        /** Nobody has acknowledged it, so that more are told. */
        ESCALATED,
        /** It has gone on for so many checks that more is to be told. */
        LATER,
        /** Others that depend on it are bad, or no longer, which is only shown. */
        BEHIND
    }

    /** A step that no person took. */
    public static IncidentChange of(Kind kind, Incident incident, Instant at) {
        return new IncidentChange(kind, incident, at, Optional.empty(), "");
    }

    /** The same step, of an incident that is called what its monitor is called now. */
    public IncidentChange of(Monitor monitor) {
        return new IncidentChange(kind, incident.of(monitor), at, who, text);
    }
}
