package io.tocsin.notification;

import io.tocsin.db.Tx;
import io.tocsin.room.Address;
import io.tocsin.room.Rooms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The threads of a room: what happens to an incident goes into that of its message. Used by its outbox alone. */
final class Threads {

    private final Address room;
    private final Rooms rooms;
    private final Map<Long, Delivery> deliveries;
    private final Function<Delivery, Optional<String>> pictures;

    /**
     * @param deliveries by incident
     * @param pictures the message that shows an incident, in a room that can edit
     */
    Threads(
            Address room, Rooms rooms, Map<Long, Delivery> deliveries,
            Function<Delivery, Optional<String>> pictures) {
        this.room = room;
        this.rooms = rooms;
        this.deliveries = deliveries;
        this.pictures = pictures;
    }

    Optional<String> of(Line line) {
        return Optional.ofNullable(deliveries.get(line.incident())).flatMap(pictures);
    }

    /** The one thread that all of them belong to, if there is one. */
    Optional<String> of(List<Line> lines) {
        List<Optional<String>> all = lines.stream().map(this::of).distinct().toList();
        return all.size() == 1 ? all.getFirst() : Optional.empty();
    }

    /** Whether lines of both may be one message: where messages are edited, each stands under its own. */
    boolean together(Line one, Line other) {
        return !rooms.edits(room) || of(one).equals(of(other));
    }

    /** Where messages are not edited, the first that tells of an incident begins its thread. */
    void begin(Tx tx, List<Line> lines, String reference) {
        if (reference.isEmpty() || rooms.edits(room) || !rooms.threads(room)) {
            return;
        }
        for (Line line : lines) {
            Delivery delivery = deliveries.get(line.incident());
            if (delivery != null && delivery.reference().isEmpty()) {
                delivery.arrived(delivery.shown(), Optional.of(reference));
                DeliveryStore.shown(tx, delivery);
            }
        }
    }
}
