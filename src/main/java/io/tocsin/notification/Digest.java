package io.tocsin.notification;

import io.tocsin.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message that shows many incidents which began together, in a room that can edit. Used by its outbox alone. */
final class Digest {

    private static final Duration BETWEEN_EDITS = Duration.ofSeconds(1);

    private final long number;
    private final Map<Long, Delivery> members = new LinkedHashMap<>();
    private final Map<Long, Incident> over = new LinkedHashMap<>();
    private final boolean maybePosted;
    private volatile Optional<String> reference;
    private volatile Instant joined = Instant.MIN;
    private volatile long editableFrom = System.nanoTime();

    /** @param maybePosted whether an earlier run of the bot may have posted it */
    Digest(long number, Optional<String> reference, boolean maybePosted) {
        this.number = number;
        this.reference = reference;
        this.maybePosted = maybePosted;
    }

    long number() {
        return number;
    }

    boolean maybePosted() {
        return maybePosted;
    }

    String key() {
        return "digest-" + number;
    }

    void add(Delivery member) {
        members.put(member.incident().number(), member);
        Instant at = member.incident().confirmedAt();
        joined = joined.isBefore(at) ? at : joined;
    }

    /** Whether trouble at that time belongs to what began together with its members. */
    boolean takes(Instant at) {
        return !at.isAfter(joined.plus(Burst.WITHIN));
    }

    /** What changes soon after an edit is shown together a little later. */
    void edited() {
        editableFrom = System.nanoTime() + BETWEEN_EDITS.toNanos();
    }

    /** How long until it should be edited again, in nanoseconds. */
    long untilEditable() {
        return editableFrom - System.nanoTime();
    }

    /** An incident that is only shown, because its room knows all of it. */
    void addOver(Incident incident) {
        over.put(incident.number(), incident);
    }

    /** The incidents that may change yet. */
    List<Delivery> members() {
        return List.copyOf(members.values());
    }

    /** Those that cannot change any more. */
    List<Incident> over() {
        return List.copyOf(over.values());
    }

    void done(Delivery member) {
        members.remove(member.incident().number());
        over.put(member.incident().number(), member.incident());
    }

    Optional<String> reference() {
        return reference;
    }

    void posted(String messageReference) {
        reference = Optional.of(messageReference);
    }
}
