package io.tocsin.notification;

import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Notifications.Announcement;
import io.tocsin.oncall.OnCall;
import io.tocsin.room.Address;
import io.tocsin.room.Rooms;
import io.tocsin.spi.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides which rooms are told of what is about no incident, and what each of them reads. */
final class Announcer {

    private final Routes routes;
    private final Rooms rooms;
    private final Planner planner;
    private final Wording wording;

    Announcer(Routes routes, Rooms rooms, Planner planner, Wording wording) {
        this.routes = routes;
        this.rooms = rooms;
        this.planner = planner;
        this.wording = wording;
    }

    /** In each room that hears of any of these monitors. */
    Telling announce(Collection<Monitor> monitors, Announcement announcement, Instant now) {
        Map<Address, List<String>> names = byRoom(monitors, now);
        return announce(names.keySet(), names, announcement, now);
    }

    /** In rooms that were told before; one that shows how monitors stand is told of all of them. */
    Telling announce(
            Collection<Address> told, Collection<Monitor> monitors, Announcement announcement, Instant now) {
        Map<Address, List<String>> names = byRoom(monitors, now);
        List<String> all = monitors.stream().map(Monitor::name).toList();
        told.stream().filter(rooms::follows).forEach(room -> names.put(room, all));
        return announce(told, names, announcement, now);
    }

    private Telling announce(
            Collection<Address> told, Map<Address, List<String>> names, Announcement announcement, Instant now) {
        Map<Address, Message> messages = new LinkedHashMap<>();
        for (Address room : told) {
            Message message = announcement.in(wording.in(room), names.getOrDefault(room, List.of()));
            messages.put(room, rooms.follows(room) ? message : message.withSubjects(List.of()));
        }
        return planner.say(messages, now);
    }

    private Map<Address, List<String>> byRoom(Collection<Monitor> monitors, Instant now) {
        Map<Address, List<String>> names = new LinkedHashMap<>();
        for (Monitor monitor : monitors) {
            routes.calm(monitor, now).forEach(
                    room -> names.computeIfAbsent(room, first -> new ArrayList<>()).add(monitor.name()));
        }
        return names;
    }

    /** In the rooms of both, which may be one. */
    Telling handOver(HandOver handOver, OnCall onCall, Instant now) {
        Map<Address, Message> messages = new LinkedHashMap<>();
        for (String person : List.of(handOver.left(), handOver.person())) {
            onCall.room(person).flatMap(routes::find)
                    .ifPresent(room -> messages.put(room, handOver.words(wording.in(room), now)));
        }
        return planner.say(messages, now);
    }
}
