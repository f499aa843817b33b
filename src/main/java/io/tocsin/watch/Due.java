package io.tocsin.watch;

import java.time.Instant;

/**
 * Something that happens at a time: a row of the table {@code due}.
 *
 * @param id by which it is stored
 * @param subject the number or id of what it concerns
 */
record Due(long id, Instant at, Kind kind, String subject) implements Comparable<Due> {

    /** What happens. */
    enum Kind {
        /** A mute ends; the subject is its id. */
        MUTE_ENDS,
        /** An incident is told again; the subject is its number. */
        REMINDER,
        /** A maintenance window opens or closes; the subject is its id. */
        WINDOW_EDGE,
        /** The next step of trouble that nobody has acknowledged; the subject names incident, step, escalation and room. */
        ESCALATION,
        /** Somebody else may be on call; the subject is the rotation. */
        HAND_OVER,
        /** Quiet hours may be over; the subject is their name. */
        QUIET_ENDS,
        /** A program has been silent for too long; the subject is the id of its monitor. */
        BEAT_LATE;

        /** Whether it follows from definitions, so that it is planned anew at each start. */
        boolean follows() {
            return this != MUTE_ENDS && this != REMINDER && this != ESCALATION;
        }

        /** Whether whoever it concerns removes its row. */
        boolean kept() {
            return this == BEAT_LATE || this == ESCALATION;
        }
    }

    Change change() {
        return switch (kind) {
            case MUTE_ENDS -> new Change.Unmuted(Long.parseLong(subject));
            case REMINDER -> new Change.ReminderDue(Long.parseLong(subject));
            case WINDOW_EDGE -> new Change.WindowEdge(Long.parseLong(subject));
            case ESCALATION -> new Change.EscalationDue(subject, id);
            case HAND_OVER -> new Change.HandOver(subject);
            case QUIET_ENDS -> new Change.QuietOver(subject);
            case BEAT_LATE -> new Change.BeatLate(subject, id);
        };
    }

    @Override
    public int compareTo(Due other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Long.compare(id, other.id);
    }
}
