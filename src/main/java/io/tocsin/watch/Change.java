package io.tocsin.watch;

import io.tocsin.heartbeat.Beat;
import io.tocsin.incident.Mute;
import io.tocsin.maintenance.Window;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.oncall.Substitute;
import io.tocsin.spi.Person;

/** Everything that can change how things stand. It enters at {@link Watch#apply}. */
public sealed interface Change {

    /** A check finished. */
    record Checked(Monitor monitor, Seen seen) implements Change {}

    /** A monitor is new, or has a new definition, or was paused or resumed: the monitor says which. */
    record Defined(Monitor monitor) implements Change {}

    /** A monitor is no longer wanted. */
    record Removed(String monitorId) implements Change {}

    /** A person has an incident. */
    record Acknowledged(long incident, Person by, String text) implements Change {}

    /** A person wrote something down about an incident. */
    record Noted(long incident, Person by, String text) implements Change {}

    /** No notices for a while. */
    record Muted(Mute mute) implements Change {}

    /** A mute ended, by a person or by its time. */
    record Unmuted(long mute) implements Change {}

    /** An incident has gone on long enough to be told again. */
    record ReminderDue(long incident) implements Change {}

    /**
     * Nobody has acknowledged an incident for long enough that more are told.
     *
     * @param subject incident, step, escalation, and the room where it concerns only one
     * @param due by which it was planned
     */
    record EscalationDue(String subject, long due) implements Change {}

    /** Somebody is on call whose turn it is not, or no longer. */
    record Substituted(Substitute substitute) implements Change {}

    /** Somebody else may be on call. */
    record HandOver(String rotation) implements Change {}

    /** Quiet hours may be over. */
    record QuietOver(String quiet) implements Change {}

    /** A maintenance window is planned, or planned otherwise. */
    record WindowPlanned(Window window) implements Change {}

    /** A maintenance window that is open is closed before its time; one that comes again does so. */
    record WindowClosed(long window) implements Change {}

    /** A maintenance window is no longer wanted. */
    record WindowDropped(long window) implements Change {}

    /** A maintenance window may have to be opened or closed. */
    record WindowEdge(long window) implements Change {}

    /** A program gave a sign of life, or of its end. */
    record Beaten(String monitorId, Beat beat) implements Change {}

    /**
     * A sign of life may be late.
     *
     * @param due by which it was planned; one that has been planned anew since means nothing
     */
    record BeatLate(String monitorId, long due) implements Change {}
}
