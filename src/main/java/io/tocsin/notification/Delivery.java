package io.tocsin.notification;

import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.State;
import io.tocsin.room.Address;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One incident in one room. What the room was told is set under the monitor's lock; what has arrived is set by the room's
 * outbox.
 */
final class Delivery {

    private final Address room;
    private volatile Incident incident;
    private volatile State told;
    private volatile long shown;
    private volatile Optional<String> reference = Optional.empty();
    private volatile OptionalLong digest = OptionalLong.empty();

    Delivery(Address room, Incident incident, State told) {
        this.room = room;
        this.incident = incident;
        this.told = told;
    }

    Address room() {
        return room;
    }

    String monitorId() {
        return incident.monitorId();
    }

    /** The newest version, which the room should show. */
    Incident incident() {
        return incident;
    }

    /** The state the room was last told of, or is about to be. */
    State told() {
        return told;
    }

    void want(Incident newest, State tellingOf) {
        incident = newest;
        told = tellingOf;
    }

    /** The version that the room's message shows. */
    long shown() {
        return shown;
    }

    Optional<String> reference() {
        return reference;
    }

    /** The digest that shows this incident in place of a message of its own. */
    OptionalLong digest() {
        return digest;
    }

    void join(long digestNumber) {
        digest = OptionalLong.of(digestNumber);
    }

    void arrived(long version, Optional<String> messageReference) {
        shown = version;
        reference = messageReference;
    }

    boolean behind() {
        return shown < incident.version();
    }

    /** Whether the incident is over and the room knows. */
    boolean settled() {
        return !incident.open() && told == incident.state();
    }
}
