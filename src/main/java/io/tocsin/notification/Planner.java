package io.tocsin.notification;

import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.State;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Telling.Want;
import io.tocsin.room.Address;
import io.tocsin.room.Rooms;
import io.tocsin.spi.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Decides which rooms are told of a step of an incident, and whether it takes words or only another picture. */
final class Planner {

    private final Routes routes;
    private final Rooms rooms;
    private final Ledger ledger;
    private final Function<Address, Renderer> renderers;
    private final LongSupplier lineIds;

    Planner(Routes routes, Rooms rooms, Ledger ledger, Function<Address, Renderer> renderers, LongSupplier lineIds) {
        this.routes = routes;
        this.rooms = rooms;
        this.ledger = ledger;
        this.renderers = renderers;
        this.lineIds = lineIds;
    }

    Telling plan(IncidentChange change, Monitor monitor, boolean muted) {
        Incident incident = change.incident();
        Map<Address, Delivery> known = known(incident);
        Set<Address> concerned = new LinkedHashSet<>(known.keySet());
        boolean news = change.kind() == Kind.OPENED || change.kind() == Kind.WORSE;
        if (news && !muted) {
            Level level = Routes.level(incident.state());
            routes.of(monitor, level, change.at()).stream()
                    .filter(room -> routes.quiet(monitor, level, room, change.at()).isEmpty())
                    .forEach(concerned::add);
        }
        if (change.kind() == Kind.LATER) {
            return later(change, monitor, muted);
        }
        List<Address> untold = change.kind() != Kind.RECOVERED
                ? List.of()
                : routes.untold(monitor, change.at()).stream().map(rooms::canonical).toList();
        Plan plan = new Plan(change.at());
        for (Address room : concerned) {
            Optional<State> told = Optional.ofNullable(known.get(room)).map(Delivery::told);
            boolean hushed =
                    muted || told.filter(state -> held(monitor, incident, state, room, change.at())).isPresent();
            boolean left = untold.contains(rooms.canonical(room));
            boolean tell = !left && says(room, change.kind(), told, incident, hushed);
            boolean knows = tell || left || told.isEmpty();
            plan.want(room, incident, knows ? incident.state() : told.get());
            if (tell) {
                plan.words(room, told, change);
            }
        }
        return plan.telling(news && !muted && (known.isEmpty() || change.kind() == Kind.WORSE));
    }

    /** Whether quiet hours hold back what happens to trouble of which a room was told. */
    private boolean held(Monitor monitor, Incident incident, State told, Address room, Instant now) {
        State state = incident.open() ? incident.state() : told;
        return routes.quiet(monitor, Routes.level(state), room, now).isPresent();
    }

    /** A further notice concerns only the rooms that it names; the others are shown how long it goes on. */
    private Telling later(IncidentChange change, Monitor monitor, boolean muted) {
        Incident incident = change.incident();
        Map<Address, Delivery> known = known(incident);
        Map<Address, String> texts =
                muted ? new LinkedHashMap<>() : routes.texts(monitor, incident.checks(), change.at());
        texts.keySet().removeIf(
                room -> routes.quiet(monitor, Routes.level(incident.state()), room, change.at()).isPresent());
        Set<Address> concerned = new LinkedHashSet<>(known.keySet());
        concerned.addAll(texts.keySet());
        Plan plan = new Plan(change.at());
        for (Address room : concerned) {
            Optional<State> told = Optional.ofNullable(known.get(room)).map(Delivery::told);
            plan.want(room, incident, told.orElse(incident.state()));
            String text = texts.getOrDefault(room, "");
            IncidentChange said = new IncidentChange(Kind.LATER, incident, change.at(), Optional.empty(), text);
            if (texts.containsKey(room) && (told.isPresent() || !rooms.edits(room) || !text.isEmpty())) {
                plan.line(room, incident.number(), renderers.apply(room).line(said));
            }
        }
        return plan.telling();
    }

    private boolean says(Address room, Kind kind, Optional<State> told, Incident incident, boolean muted) {
        return switch (kind) {
            case BETTER -> rooms.follows(room) && told.isPresent() && !muted;
            case BEHIND -> false;
            case NOTED, MUTED, ESCALATED -> rooms.edits(room);
            case UNMUTED, LATER -> false;
            case ACKNOWLEDGED -> true;
            case OPENED, WORSE, FLAPPING, STEADY, REMINDED -> !muted;
            case RECOVERED -> !muted && !told.equals(Optional.of(incident.state()));
            // a person did it, and a monitor that is gone is not there when the mute ends
            case UNWATCHED -> !told.equals(Optional.of(incident.state()));
        };
    }

    /**
     * The next step of trouble that nobody has acknowledged: these rooms are told in words, the others where that is seen
     * with the trouble itself.
     */
    Telling escalate(IncidentChange change, Collection<String> names) {
        Incident incident = change.incident();
        Map<Address, Delivery> known = known(incident);
        Set<Address> called = new LinkedHashSet<>(routes.known(names, change.at()));
        Set<Address> concerned = new LinkedHashSet<>(known.keySet());
        concerned.addAll(called);
        Plan plan = new Plan(change.at());
        for (Address room : concerned) {
            Optional<State> told = Optional.ofNullable(known.get(room)).map(Delivery::told);
            boolean call = called.contains(room);
            plan.want(room, incident, call ? incident.state() : told.orElse(incident.state()));
            if (call) {
                plan.words(room, told, change);
            } else if (rooms.edits(room)) {
                plan.line(room, incident.number(), renderers.apply(room).escalated(change));
            }
        }
        return plan.telling();
    }

    /** What a monitor's rooms should know by now and were not told, because of a mute or because they are new. */
    Telling settle(Monitor monitor, Optional<Incident> open, Instant now) {
        Plan plan = new Plan(now);
        boolean news = open.filter(incident -> settle(plan, monitor, incident, now)).isPresent();
        for (Delivery delivery : ledger.of(monitor.id())) {
            Incident incident = delivery.incident();
            if (!incident.open() && !delivery.settled()
                    && !held(monitor, incident, delivery.told(), delivery.room(), now)) {
                Kind kind = incident.state() == State.RECOVERED ? Kind.RECOVERED : Kind.UNWATCHED;
                plan.tell(delivery.room(), Optional.of(delivery.told()), IncidentChange.of(kind, incident, now));
            }
        }
        return plan.telling(news);
    }

    /** Answers whether it is news to everybody, or worse than what was told. */
    private boolean settle(Plan plan, Monitor monitor, Incident incident, Instant now) {
        Level level = Routes.level(incident.state());
        Map<Address, Delivery> known = known(incident);
        boolean worse = known.values().stream().anyMatch(it -> owes(it.told(), incident.state(), false));
        boolean news = known.isEmpty() || worse;
        Set<Address> concerned = new LinkedHashSet<>();
        for (String name : routes.names(monitor, level, news ? now : incident.confirmedAt())) {
            routes.unlessTold(name, known.keySet(), now).ifPresent(concerned::add);
        }
        concerned.addAll(routes.later(monitor, incident.checks(), now));
        concerned.addAll(known.keySet());
        concerned.removeIf(room -> routes.quiet(monitor, level, room, now).isPresent());
        for (Address room : concerned) {
            Optional<State> told = Optional.ofNullable(known.get(room)).map(Delivery::told);
            boolean owes = told.isEmpty() || owes(told.get(), incident.state(), rooms.follows(room));
            if (owes) {
                boolean steady = told.equals(Optional.of(State.FLAPPING));
                plan.tell(room, told, IncidentChange.of(steady ? Kind.STEADY : Kind.OPENED, incident, now));
            }
        }
        return news;
    }

    /** Whether a room that was told of one state should be told of another; falling is only shown, unless it follows. */
    private static boolean owes(State told, State now, boolean follows) {
        return told != now && (follows || !(told == State.DOWN && now == State.DEGRADED));
    }

    private Map<Address, Delivery> known(Incident incident) {
        Map<Address, Delivery> known = new LinkedHashMap<>();
        for (Delivery delivery : ledger.of(incident.monitorId())) {
            if (delivery.incident().number() == incident.number()) {
                known.put(delivery.room(), delivery);
            }
        }
        return known;
    }

    /** Messages that are about no incident. */
    Telling say(Map<Address, Message> messages, Instant now) {
        Plan plan = new Plan(now);
        messages.forEach((room, message) -> plan.line(room, 0, message));
        return plan.telling();
    }

    /** Collects what is planned. */
    private final class Plan {

        private final Instant now;
        private final List<Want> wants = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();

        Plan(Instant now) {
            this.now = now;
        }

        void want(Address room, Incident incident, State told) {
            wants.add(new Want(room, incident, told));
        }

        void tell(Address room, Optional<State> told, IncidentChange change) {
            want(room, change.incident(), change.incident().state());
            words(room, told, change);
        }

        /** Where messages can be edited the first words of an incident are its message, which is not a line. */
        void words(Address room, Optional<State> told, IncidentChange change) {
            if (told.isPresent() || !rooms.edits(room)) {
                line(room, change.incident().number(), renderers.apply(room).line(change));
            }
        }

        void line(Address room, long incident, Message message) {
            lines.add(new Line(lineIds.getAsLong(), room, incident, message, now, Optional.empty()));
        }

        Telling telling() {
            return telling(false);
        }

        Telling telling(boolean news) {
            return wants.isEmpty() && lines.isEmpty() ? Telling.NOTHING : new Telling(wants, lines, news);
        }
    }
}
