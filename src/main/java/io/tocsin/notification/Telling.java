package io.tocsin.notification;

import io.tocsin.db.Tx;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.State;
import io.tocsin.room.Address;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What rooms are to be told: written in the transaction of the change, then handed to {@link Notifications#tell}. */
public final class Telling {

    public static final Telling NOTHING = new Telling(List.of(), List.of(), false);

    private final List<Want> wants;
    private final List<Line> lines;
    private final boolean news;

    /** That a room should know of an incident in this version, and be told of this state. */
    record Want(Address room, Incident incident, State told) {}

    Telling(List<Want> wants, List<Line> lines, boolean news) {
        this.wants = List.copyOf(wants);
        this.lines = List.copyOf(lines);
        this.news = news;
    }

    public boolean isEmpty() {
        return wants.isEmpty() && lines.isEmpty();
    }

    /** Whether trouble is told that nobody knew, or that is worse than what was known. */
    public boolean isNews() {
        return news;
    }

    /** The rooms that are told in words. */
    public List<Address> rooms() {
        return lines.stream().map(Line::room).distinct().toList();
    }

    /** The rooms of all of it. */
    Set<Address> concerned() {
        return Stream.concat(wants.stream().map(Want::room), lines.stream().map(Line::room))
                .collect(Collectors.toSet());
    }

    public void write(Tx tx) {
        wants.forEach(want -> DeliveryStore.want(tx, want));
        lines.forEach(line -> DeliveryStore.add(tx, line));
    }

    List<Want> wants() {
        return wants;
    }

    List<Line> lines() {
        return lines;
    }
}
