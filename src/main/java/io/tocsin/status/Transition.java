package io.tocsin.status;

import java.time.Instant;

/**
 * A change of what is believed; the only thing that opens, changes or closes an incident.
 *
 * @param from the underlying status before
 * @param to the underlying status after
 * @param at when it was confirmed
 * @param began when the first check was seen that led here
 * @param checks how many checks in a row confirmed it
 * @param flapping what became of flapping
 * @param changes how many changes flapping goes by, at least
 */
public record Transition(Status from, Status to, Instant at, Instant began, int checks, Flaps flapping, int changes) {

    /** Whether changes come too often to be told one by one. */
    public enum Flaps {
        NO,
        STARTED,
        YES,
        ENDED
    }
}
