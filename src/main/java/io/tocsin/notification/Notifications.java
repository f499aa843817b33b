package io.tocsin.notification;

import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.db.Tx;
import io.tocsin.hook.Filters;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Telling.Want;
import io.tocsin.oncall.OnCall;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.room.Rooms;
import io.tocsin.routing.Escalation;
import io.tocsin.spi.Message;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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
    /** Numbers begin anew with another database; to a chat they must not look like those of this one. */
    private final String mark;
    private final Filters filters;
    private final AtomicLong lastLine = new AtomicLong();
    private final AtomicLong lastDigest = new AtomicLong();
    private final Ledger ledger = new Ledger();
    private final Routes routes;
    private final Hearing hearing;
    private final Planner planner;
    private final Announcer announcer;
    private final Map<Address, Outbox> outboxes = new ConcurrentHashMap<>();

    public Notifications(
            NoticeSettings settings, Hearing hearing, Aliases aliases, Rooms rooms, Database database,
            InstantSource clock, Wording wording, Filters filters) {
        this.hearing = hearing;
        this.filters = filters;
        this.settings = settings;
        this.aliases = aliases;
        this.rooms = rooms;
        this.database = database;
        this.clock = clock;
        this.wording = wording;
        this.routes = new Routes(settings, aliases, rooms::canonical, hearing);
        this.planner = new Planner(routes, rooms, ledger, this::renderer, lastLine::incrementAndGet);
        this.announcer = new Announcer(routes, rooms, planner, wording);
        this.mark = database.read(DeliveryStore::mark).orElseGet(this::newMark);
        lastLine.set(database.read(DeliveryStore::lastLine));
        lastDigest.set(database.read(DeliveryStore::lastDigest));
    }

    private String newMark() {
        String made = Long.toString(clock.instant().toEpochMilli(), Character.MAX_RADIX);
        database.writeAndWait(tx -> DeliveryStore.mark(tx, made));
        return made;
    }

    /** Takes up what an earlier run did not finish. */
    public void start() {
        database.read(tx -> {
            DeliveryStore.digests(tx).forEach(page -> outbox(page.room()).restore(
                    page,
                    DeliveryStore.over(tx, page).stream().flatMap(it -> IncidentStore.find(tx, it).stream()).toList()));
            DeliveryStore.open(tx).forEach(stored -> IncidentStore.find(tx, stored.incident()).ifPresent(incident -> {
                Delivery delivery = new Delivery(stored.room(), incident, stored.told());
                delivery.arrived(stored.shown(), stored.reference());
                stored.digest().ifPresent(delivery::join);
                ledger.add(delivery);
                outbox(stored.room()).restore(delivery, stored.postingKey());
            }));
            DeliveryStore.waiting(tx).forEach(line -> outbox(line.room()).add(line));
            return true;
        });
        outboxes.values().forEach(Outbox::settle);
        outboxes.values().forEach(Outbox::wake);
        database.onReplaced(this::rewrite);
    }

    /** Writes anew what has not arrived. */
    private void rewrite(Tx tx) {
        DeliveryStore.mark(tx, mark);
        DeliveryStore.clear(tx, clock.instant());
        ledger.all().forEach(delivery -> DeliveryStore.keep(tx, delivery));
        outboxes.values().forEach(outbox -> outbox.rewrite(tx));
    }

    /** What follows from a step of an incident, for every room concerned. Nothing is changed yet. */
    public Telling plan(IncidentChange change, Monitor monitor, boolean muted) {
        return planner.plan(change, monitor, muted);
    }

    /** What is said beside the monitors of who hears. */
    public Hearing hearing() {
        return hearing;
    }

    /** The steps that are taken while nobody acknowledges trouble that is told now. */
    public Optional<Escalation> escalation(Monitor monitor, Incident incident, Instant now) {
        return routes.escalation(monitor, Routes.level(incident.state()), now);
    }

    /** Those of the rooms in which quiet hours do not hold back an incident now. */
    public List<String> awake(Monitor monitor, Incident incident, Collection<String> rooms, Instant now) {
        return routes.awake(monitor, Routes.level(incident.state()), rooms, now);
    }

    /** What follows from a step of an escalation that calls these rooms. Nothing is changed yet. */
    public Telling escalate(IncidentChange change, Collection<String> rooms) {
        return planner.escalate(change, rooms);
    }

    /**
     * Who would hear of trouble of a monitor now, and why.
     *
     * @param zone in which moments are said
     */
    public Explained why(Monitor monitor, Level level, ZoneId zone) {
        return new Reasons(routes, hearing, aliases, rooms, clock.instant(), zone).of(monitor, level);
    }

    /** The rooms that know of an incident. */
    public List<Address> told(Incident incident) {
        return ledger.of(incident.monitorId()).stream()
                .filter(delivery -> delivery.incident().number() == incident.number())
                .map(Delivery::room)
                .toList();
    }

    /** Rooms as people know them: whoever is on call by name. */
    public List<String> names(Collection<String> rooms, Instant now) {
        return rooms.stream().map(room -> routes.person(room, now).orElse(room)).toList();
    }

    /** What a monitor's rooms should know by now and were not told, as when a mute ends. Nothing is changed yet. */
    public Telling settle(Monitor monitor, Optional<Incident> open, Instant now) {
        return planner.settle(monitor, open, now);
    }

    /** Whether a room was told of trouble of this monitor and does not know its end yet. */
    public boolean follows(Monitor monitor) {
        return ledger.has(monitor.id());
    }

    /** What rooms are told of several monitors at once. */
    @FunctionalInterface
    public interface Announcement {

        /**
         * @param names of those of the monitors that the room hears of
         * @return its subjects are left out where a room does not show how monitors stand
         */
        Message in(Wording.Reader reader, List<String> names);
    }

    /** What is said once in each room that hears of any of these monitors. Nothing is changed yet. */
    public Telling announce(Collection<Monitor> monitors, Announcement announcement) {
        return announcer.announce(monitors, announcement, clock.instant());
    }

    /** What is said in rooms that were told of these monitors before, which may be gone, or told elsewhere, by now. */
    public Telling announce(Collection<Address> told, Collection<Monitor> monitors, Announcement announcement) {
        return announcer.announce(told, monitors, announcement, clock.instant());
    }

    /** What both of them are told of a hand-over, each in their room. Nothing is changed yet. */
    public Telling handOver(HandOver handOver) {
        return announcer.handOver(handOver, hearing.onCall(), clock.instant());
    }

    /** Sets going what was planned and is written; what happens at once is told in the same order in every room. */
    public synchronized void tell(Telling telling) {
        telling.concerned().forEach(room -> handIn(telling, room));
    }

    private void handIn(Telling telling, Address room) {
        Outbox outbox = outbox(room);
        outbox.take(() -> {
            telling.wants().stream().filter(want -> want.room().equals(room)).map(this::wanted).forEach(outbox::want);
            telling.lines().stream().filter(line -> line.room().equals(room)).forEach(outbox::add);
        });
    }

    private Delivery wanted(Want want) {
        Incident incident = want.incident();
        Delivery delivery = ledger.find(incident.monitorId(), incident.number(), want.room())
                .orElseGet(() -> new Delivery(want.room(), incident, want.told()));
        delivery.want(incident, want.told());
        ledger.add(delivery);
        return delivery;
    }

    /**
     * Says something that is about no incident. It is kept until it has arrived.
     *
     * @throws Refusal if there is no such room
     */
    public void say(String room, Message message) {
        say(room(room), message);
    }

    /**
     * The room that a name means now: that of whoever is on call, or as in {@link Aliases#resolve}.
     *
     * @throws Refusal if there is no such room
     */
    public Address room(String name) {
        return OnCall.meant(name)
                .map(rotation -> hearing.onCall().named(rotation))
                .map(_ -> routes.known(List.of(name), clock.instant()).getFirst())
                .orElseGet(() -> aliases.resolve(name));
    }

    private void say(Address room, Message message) {
        Telling telling = planner.say(Map.of(room, message), clock.instant());
        try {
            database.writeAndWait(telling::write);
        } catch (RuntimeException e) {
            log.error("A message for {} could not be written down and is said nevertheless", room, e);
        }
        tell(telling);
    }

    /** Tells a monitor's rooms what is no trouble. It is kept until it has arrived. */
    public void news(Monitor monitor, List<Phrase> lines) {
        routes.calm(monitor, clock.instant()).forEach(room -> say(room, renderer(room).news(monitor, lines)));
    }

    /** Tells whoever looks after the bot. */
    public void tellAdmin(Phrase phrase) {
        Address room = routes.admin(clock.instant());
        try {
            say(room, Message.text(wording.in(room).words().say(phrase)));
        } catch (RuntimeException e) {
            log.error("The admin room {} could not be told: {}", room, phrase, e);
        }
    }

    /** The same for what names moments, which are another hour in another zone. */
    public void tellAdminAt(Function<ZoneId, Phrase> phrase) {
        tellAdmin(phrase.apply(wording.in(routes.admin(clock.instant())).zone()));
    }

    /** The incidents that a digest shows. */
    public List<Long> digest(long number) {
        return database.read(tx -> DeliveryStore.members(tx, number));
    }

    /** The rooms that hear of a monitor that is down. */
    public List<Address> routes(Monitor monitor) {
        return routes.of(monitor, Level.DOWN, clock.instant());
    }

    /** Rooms that may hear of these monitors, or of the bot, and that no channel reaches now. */
    public SortedMap<String, Address> unreached(Collection<Monitor> monitors) {
        SortedMap<String, Address> unreached = new TreeMap<>();
        routes.named(monitors, clock.instant()).filter(room -> !rooms.reachable(room))
                .forEach(room -> unreached.put(aliases.name(room), room));
        return unreached;
    }

    /** The trouble of each room that has any, with how many messages wait for it. */
    public SortedMap<String, Backlog> backlogs() {
        SortedMap<String, Backlog> backlogs = new TreeMap<>();
        outboxes.forEach(
                (room, outbox) -> outbox.backlog().ifPresent(backlog -> backlogs.put(aliases.name(room), backlog)));
        return backlogs;
    }

    /** Whether every outbox with work is working or waiting for its room to be well again. */
    public boolean alive() {
        return outboxes.values().stream().allMatch(Outbox::alive);
    }

    /** Forgets what arrived long ago. Takes its time. */
    public void cleanUp() {
        Instant before = clock.instant().minus(FORGET_AFTER);
        AtomicInteger forgotten = new AtomicInteger();
        do {
            database.write(Priority.SAMPLE, tx -> forgotten.set(DeliveryStore.forget(tx, before))).join();
        } while (forgotten.getAndSet(0) > 0);
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

    private Outbox outbox(Address room) {
        return outboxes.computeIfAbsent(room, address -> new Outbox(
                address,
                new Outbox.Parts(rooms, database, clock, () -> renderer(address), wording.in(address).mention(),
                        settings.keep(), settings.together(), this::done, this::gaveUp, key -> key + "-" + mark,
                        lastDigest::incrementAndGet, filters)));
    }

    private void gaveUp(Address room, String why) {
        if (!room.equals(routes.admin(clock.instant()))) {
            tellAdmin(Phrase.of("notification.given-up", aliases.name(room), why));
        }
    }

    private void done(Delivery delivery) {
        ledger.remove(delivery);
        var _ = database.write(Priority.CHANGE, tx -> DeliveryStore.done(tx, delivery));
    }

    @Override
    public void close() {
        outboxes.values().forEach(Outbox::close);
    }
}
