package io.tocsin.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message that shows many incidents which began together, in a room that can edit. Used by its outbox alone. */
final class Digest {

    private final long number;
    private final List<Delivery> members = new ArrayList<>();
    private Optional<String> reference;

    Digest(long number, Optional<String> reference) {
        this.number = number;
        this.reference = reference;
    }

    long number() {
        return number;
    }

    List<Delivery> members() {
        return members;
    }

    Optional<String> reference() {
        return reference;
    }

    void posted(String messageReference) {
        reference = Optional.of(messageReference);
    }
}
