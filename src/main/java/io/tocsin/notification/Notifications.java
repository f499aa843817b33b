package io.tocsin.notification;

import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.State;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Telling.Want;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.room.Rooms;
import io.tocsin.spi.Message;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans who hears of what, and sees to it that it arrives. Safe for use by many threads. */
public final class Notifications implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final Duration FORGET_AFTER = Duration.ofDays(14);

    private final NoticeSettings settings;
    private final Aliases aliases;
    private final Rooms rooms;
    private final Database database;
    private final InstantSource clock;
    private final Wording wording;
    private final AtomicLong lastLine = new AtomicLong();
    private final AtomicLong lastDigest = new AtomicLong();
    private final Map<Long, Map<Address, Delivery>> deliveries = new ConcurrentHashMap<>();
    private final Map<Address, Outbox> outboxes = new ConcurrentHashMap<>();

    public Notifications(
            NoticeSettings settings, Aliases aliases, Rooms rooms, Database database, InstantSource clock, Wording wording) {
        this.settings = settings;
        this.aliases = aliases;
        this.rooms = rooms;
        this.database = database;
        this.clock = clock;
        this.wording = wording;
    }

    /** Takes up what an earlier run did not finish. */
    public void start() {
        database.read(tx -> {
            lastLine.set(DeliveryStore.lastLine(tx));
            lastDigest.set(DeliveryStore.lastDigest(tx));
            DeliveryStore.digests(tx).forEach(page -> outbox(page.room()).restore(page));
            DeliveryStore.open(tx).forEach(stored -> IncidentStore.find(tx, stored.incident()).ifPresent(incident -> {
                Delivery delivery = new Delivery(stored.room(), incident, stored.told());
                delivery.arrived(stored.shown(), stored.reference());
                stored.digest().ifPresent(delivery::join);
                remember(delivery);
                outbox(stored.room()).restore(delivery, stored.postingKey());
            }));
            DeliveryStore.waiting(tx).forEach(line -> outbox(line.room()).add(line));
            return true;
        });
        outboxes.values().forEach(Outbox::wake);
    }

    /** What follows from a step of an incident, for every room concerned. Nothing is changed yet. */
    public Telling plan(IncidentChange change, Monitor monitor, boolean muted) {
        Incident incident = change.incident();
        Map<Address, Delivery> known = deliveries.getOrDefault(incident.number(), Map.of());
        Set<Address> concerned = new LinkedHashSet<>(known.keySet());
        boolean news = change.kind() == Kind.OPENED || change.kind() == Kind.WORSE;
        if (news && !muted) {
            concerned.addAll(routes(monitor));
        }
        Plan plan = new Plan();
        for (Address room : concerned) {
            Optional<State> told = Optional.ofNullable(known.get(room)).map(Delivery::told);
            boolean tell = says(change.kind(), told, incident, muted, rooms.edits(room));
            plan.want(room, incident, tell || told.isEmpty() ? incident.state() : told.get());
            if (tell && (told.isPresent() || !rooms.edits(room))) {
                plan.line(room, incident.number(), renderer(room).line(change));
            }
        }
        return plan.telling();
    }

    private static boolean says(Kind kind, Optional<State> told, Incident incident, boolean muted, boolean edits) {
        return switch (kind) {
            case BETTER -> false;
            case NOTED -> edits;
            case ACKNOWLEDGED -> true;
            case OPENED, WORSE, FLAPPING, STEADY, REMINDED -> !muted;
            case RECOVERED, UNWATCHED -> !muted && !told.equals(Optional.of(incident.state()));
        };
    }

    /** A mute is over: what is still bad and untold, and what ended untold, is told now. */
    public Telling settle(Monitor monitor, Optional<Incident> open, Instant now) {
        Plan plan = new Plan();
        open.ifPresent(incident -> settle(plan, monitor, incident, now));
        for (Map<Address, Delivery> perRoom : deliveries.values()) {
            for (Delivery delivery : perRoom.values()) {
                Incident incident = delivery.incident();
                if (incident.monitorId().equals(monitor.id()) && !incident.open() && !delivery.settled()) {
                    plan.want(delivery.room(), incident, incident.state());
                    Kind kind = incident.state() == State.RECOVERED ? Kind.RECOVERED : Kind.UNWATCHED;
                    plan.line(delivery.room(), incident.number(),
                            renderer(delivery.room()).line(IncidentChange.of(kind, incident, now)));
                }
            }
        }
        return plan.telling();
    }

    private void settle(Plan plan, Monitor monitor, Incident incident, Instant now) {
        Map<Address, Delivery> known = deliveries.getOrDefault(incident.number(), Map.of());
        Set<Address> concerned = new LinkedHashSet<>(routes(monitor));
        concerned.addAll(known.keySet());
        for (Address room : concerned) {
            Optional<State> told = Optional.ofNullable(known.get(room)).map(Delivery::told);
            if (told.equals(Optional.of(incident.state()))) {
                continue;
            }
            plan.want(room, incident, incident.state());
            if (told.isPresent() || !rooms.edits(room)) {
                plan.line(room, incident.number(),
                        renderer(room).line(IncidentChange.of(Kind.REMINDED, incident, now)));
            }
        }
    }

    /** Sets going what was planned and is written. */
    public void tell(Telling telling) {
        Set<Address> concerned = new LinkedHashSet<>();
        for (Want want : telling.wants()) {
            Delivery delivery = deliveries
                    .computeIfAbsent(want.incident().number(), number -> new ConcurrentHashMap<>())
                    .computeIfAbsent(want.room(), room -> new Delivery(room, want.incident(), want.told()));
            delivery.want(want.incident(), want.told());
            outbox(want.room()).want(delivery);
            concerned.add(want.room());
        }
        for (Line line : telling.lines()) {
            outbox(line.room()).add(line);
            concerned.add(line.room());
        }
        concerned.forEach(room -> outbox(room).wake());
    }

    /**
     * Says something that is about no incident. It is kept until it has arrived.
     *
     * @throws Refusal if there is no such room
     */
    public void say(String room, Message message) {
        Address address = aliases.resolve(room);
        Plan plan = new Plan();
        plan.line(address, 0, message);
        Telling telling = plan.telling();
        database.writeAndWait(telling::write);
        tell(telling);
    }

    /** Tells whoever looks after the bot. */
    public void tellAdmin(Phrase phrase) {
        try {
            say(settings.adminRoom(), Message.text(wording.in(aliases.resolve(settings.adminRoom())).words().say(phrase)));
        } catch (RuntimeException e) {
            log.error("The admin room {} could not be told: {}", settings.adminRoom(), phrase, e);
        }
    }

    /** The rooms that hear of a monitor. */
    public List<Address> routes(Monitor monitor) {
        Collection<String> names = monitor.rooms().isEmpty() ? List.of(settings.defaultRoom()) : monitor.rooms();
        List<Address> found = new ArrayList<>();
        for (String name : names) {
            try {
                found.add(aliases.resolve(name));
            } catch (Refusal unknown) {
                log.warn("{} names the room {}, which nobody knows; the default room is told", monitor.name(), name);
                found.add(aliases.resolve(settings.defaultRoom()));
            }
        }
        return found.stream().distinct().toList();
    }

    /** The trouble of each room that has any, with how many messages wait for it. */
    public SortedMap<String, Backlog> backlogs() {
        SortedMap<String, Backlog> backlogs = new TreeMap<>();
        outboxes.forEach((room, outbox) -> outbox.backlog().ifPresent(backlog -> backlogs.put(aliases.name(room), backlog)));
        return backlogs;
    }

    /** Whether every outbox with work is working or waiting for its room to be well again. */
    public boolean alive() {
        return outboxes.values().stream().allMatch(Outbox::alive);
    }

    /** Forgets what arrived long ago. */
    public void cleanUp() {
        Instant before = clock.instant().minus(FORGET_AFTER);
        database.write(Priority.SAMPLE, tx -> DeliveryStore.forget(tx, before));
    }

    /** Waits until nothing is on its way any more, or for so long. */
    public void drain(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (Outbox outbox : outboxes.values()) {
            outbox.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    private Renderer renderer(Address room) {
        return new Renderer(wording.in(room));
    }

    private void remember(Delivery delivery) {
        deliveries
                .computeIfAbsent(delivery.incident().number(), number -> new ConcurrentHashMap<>())
                .put(delivery.room(), delivery);
    }

    private void forget(Delivery delivery) {
        deliveries.computeIfPresent(delivery.incident().number(), (number, perRoom) -> {
            perRoom.remove(delivery.room(), delivery);
            return perRoom.isEmpty() ? null : perRoom;
        });
    }

    private Outbox outbox(Address room) {
        return outboxes.computeIfAbsent(room, address -> new Outbox(
                address, new Outbox.Parts(rooms, database, clock, renderer(address), settings.keep(), this::done,
                        this::gaveUp, lastDigest::incrementAndGet)));
    }

    private void gaveUp(Address room, String why) {
        if (!room.equals(aliases.resolve(settings.adminRoom()))) {
            tellAdmin(Phrase.of("notification.given-up", aliases.name(room), why));
        }
    }

    private void done(Delivery delivery) {
        forget(delivery);
        database.write(Priority.CHANGE, tx -> DeliveryStore.shown(tx, delivery, true));
    }

    @Override
    public void close() {
        outboxes.values().forEach(Outbox::close);
    }

    /** Collects what is planned. */
    private final class Plan {

        private final List<Want> wants = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();

        void want(Address room, Incident incident, State told) {
            wants.add(new Want(room, incident, told));
        }

        void line(Address room, long incident, Message message) {
            lines.add(new Line(lastLine.incrementAndGet(), room, incident, message, clock.instant(), Optional.empty()));
        }

        Telling telling() {
            return wants.isEmpty() && lines.isEmpty() ? Telling.NOTHING : new Telling(wants, lines);
        }
    }
}
