package io.tocsin.oncall;

import io.tocsin.config.Nearest;
import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.oncall.OnCallKeys.Settings;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Who is on call, by rotation. Safe for use by many threads. */
public final class OnCall {

    /** What a room begins with that is whoever is on call. */
    public static final String ROOM = "oncall:";

    private static final int MOST_CHANGES = 100;
    /** Whoever was told as a substitute is known for as long as most trouble lasts. */
    private static final Duration KEPT = Duration.ofDays(31);

    private final Map<Long, Substitute> substitutes = new ConcurrentSkipListMap<>();
    private final Map<String, String> duties = new ConcurrentHashMap<>();
    private final AtomicLong lastId;
    private volatile Settings settings;

    private OnCall(Settings settings, long lastId) {
        this.settings = settings;
        this.lastId = new AtomicLong(lastId);
    }

    /** As an earlier run of the bot has left it. */
    public static OnCall load(Database database, Settings settings, Instant now) {
        OnCall onCall = database.read(tx -> {
            OnCall stored = new OnCall(settings, OnCallStore.lastId(tx));
            OnCallStore.all(tx, now.minus(KEPT)).forEach(stored::put);
            stored.duties.putAll(OnCallStore.duties(tx));
            return stored;
        });
        database.onReplaced(onCall::rewrite);
        return onCall;
    }

    private void rewrite(Tx tx) {
        substitutes.values().forEach(one -> OnCallStore.save(tx, one));
        duties.forEach((rotation, person) -> OnCallStore.duty(tx, rotation, person));
    }

    /** Takes the people and rotations of a changed configuration. */
    public void configure(Settings next) {
        settings = next;
    }

    /** Every rotation, in the order of their names. */
    public List<Rotation> rotations() {
        return settings.rotations().values().stream().sorted(Comparator.comparing(Rotation::name)).toList();
    }

    public Optional<Rotation> rotation(String name) {
        return Optional.ofNullable(settings.rotations().get(name));
    }

    /**
     * Finds a rotation.
     *
     * @throws Refusal if there is none of that name
     */
    public Rotation named(String name) {
        return rotation(name).orElseThrow(() -> Nearest.to(name, settings.rotations().keySet())
                .map(near -> Refusal.of("oncall.unknown-near", name, near))
                .orElseGet(() -> Refusal.of("oncall.unknown", name)));
    }

    /** The name of a room where a person is told; empty for one that nobody knows any more. */
    public Optional<String> room(String person) {
        return Optional.ofNullable(settings.rooms().get(person));
    }

    /** The people who can be on call, by name. */
    public Set<String> people() {
        return new TreeSet<>(settings.rooms().keySet());
    }

    /** Who may have been told by a rotation: its people, and whoever stands or stood in for one of them. */
    public Set<String> people(Rotation rotation) {
        Set<String> people = new TreeSet<>(rotation.people());
        substitutes(rotation.name()).map(Substitute::person).forEach(people::add);
        return people;
    }

    /** Who is on call at a moment; what was said last counts. */
    public String at(Rotation rotation, Instant moment) {
        return substitute(rotation, moment).map(Substitute::person).orElseGet(() -> rotation.at(moment).person());
    }

    /** What has somebody on call whose turn it is not. */
    public Optional<Substitute> substitute(Rotation rotation, Instant moment) {
        return substitutes(rotation.name()).filter(one -> one.on(moment)).reduce((before, last) -> last);
    }

    /** Who is on call next, from when on. */
    public Optional<Turn> next(Rotation rotation, Instant now) {
        String person = at(rotation, now);
        Instant edge = now;
        for (int i = 0; i < MOST_CHANGES; i++) {
            edge = edge(rotation, edge);
            String then = at(rotation, edge);
            if (!then.equals(person)) {
                return Optional.of(new Turn(then, edge, edge(rotation, edge)));
            }
        }
        return Optional.empty();
    }

    /** When somebody else may be on call, strictly after a moment. */
    public Instant edge(Rotation rotation, Instant after) {
        return substitutes(rotation.name())
                .flatMap(one -> Stream.of(one.from(), one.to()))
                .filter(edge -> edge.isAfter(after))
                .min(Comparator.naturalOrder())
                .filter(rotation.at(after).to()::isAfter)
                .orElseGet(() -> rotation.at(after).to());
    }

    private Stream<Substitute> substitutes(String rotation) {
        return substitutes.values().stream().filter(one -> one.rotation().equals(rotation));
    }

    /** Those that are on or to come, the oldest first. */
    public List<Substitute> substitutes(Instant now) {
        substitutes.values().removeIf(one -> one.over(now.minus(KEPT)));
        return substitutes.values().stream().filter(one -> !one.over(now)).toList();
    }

    /**
     * Has somebody on call for a while, as it is to be stored.
     *
     * @throws Refusal if there is no such person, or the time is over
     */
    public Substitute plan(Rotation rotation, String person, Instant from, Instant to, Person by, Instant now) {
        if (room(person).isEmpty()) {
            throw Nearest.to(person, people())
                    .map(near -> Refusal.of("oncall.no-such-person-near", person, near))
                    .orElseGet(() -> Refusal.of("oncall.no-such-person", person));
        }
        if (!to.isAfter(now) || !to.isAfter(from)) {
            throw Refusal.of("oncall.past");
        }
        return new Substitute(lastId.incrementAndGet(), rotation.name(), person, from, to, by, now);
    }

    /** Takes in one that is stored, or ends otherwise. */
    public void put(Substitute one) {
        substitutes.put(one.id(), one);
    }

    /** Who knows to be on call; empty before anybody was told. */
    public Optional<String> duty(String rotation) {
        return Optional.ofNullable(duties.get(rotation));
    }

    public void duty(String rotation, String person) {
        duties.put(rotation, person);
    }

    /** The rotation that a room's name means, if it means one. */
    public static Optional<String> meant(String room) {
        return room.startsWith(ROOM) ? Optional.of(room.substring(ROOM.length())) : Optional.empty();
    }

    /** The first rotation that rooms name and that is not there. */
    public static Optional<String> unknown(Settings settings, Collection<String> rooms) {
        return rooms.stream()
                .flatMap(room -> meant(room).stream())
                .filter(name -> !settings.rotations().containsKey(name))
                .findFirst();
    }
}
