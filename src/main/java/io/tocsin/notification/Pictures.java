package io.tocsin.notification;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.incident.Incident;
import io.tocsin.notification.Courier.Outcome;
import io.tocsin.room.Address;
import io.tocsin.room.Lane;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The messages of a room that can edit: one an incident, or one for many that began together, posted once and edited
 * until it shows the newest version. A message that cannot be edited now is left for later, so that it keeps nothing
 * else waiting.
 */
final class Pictures {

    private static final Duration GATHER = Duration.ofSeconds(1);

    private final Set<Delivery> behind = ConcurrentHashMap.newKeySet();
    private final Map<Long, Digest> digests = new ConcurrentHashMap<>();
    private final Map<Delivery, String> maybePosted = new HashMap<>();
    private final Map<Delivery, Later> later = new HashMap<>();
    private final Burst burst;
    private final BooleanSupplier digesting;
    private final Pings pings;
    private final Courier courier;
    private final Database database;
    private final InstantSource clock;
    private final Supplier<Renderer> renderer;
    private final UnaryOperator<String> keys;
    private final LongSupplier digestNumbers;
    private final Consumer<Delivery> upToDate;

    /** An edit that failed: how often, since when, and when it is tried again by the monotonic clock. */
    private record Later(int failures, Instant since, long nanos) {}

    /**
     * @param digesting whether several may share a message in this room
     * @param upToDate is told of what the room shows in its newest version
     */
    Pictures(
            Burst burst,
            BooleanSupplier digesting,
            Pings pings,
            Courier courier,
            Database database,
            InstantSource clock,
            Supplier<Renderer> renderer,
            UnaryOperator<String> keys,
            LongSupplier digestNumbers,
            Consumer<Delivery> upToDate) {
        this.burst = burst;
        this.digesting = digesting;
        this.pings = pings;
        this.courier = courier;
        this.database = database;
        this.clock = clock;
        this.renderer = renderer;
        this.keys = keys;
        this.digestNumbers = digestNumbers;
        this.upToDate = upToDate;
    }

    void restore(DeliveryStore.Page page, List<Incident> over) {
        Digest digest = new Digest(page.number(), page.reference(), true);
        over.forEach(digest::addOver);
        digests.put(page.number(), digest);
    }

    void restore(Delivery delivery, Optional<String> postingKey) {
        postingKey.ifPresent(key -> maybePosted.put(delivery, key));
        delivery.digest().ifPresent(number -> digest(number).add(delivery));
        if (!isUnposted(delivery)) {
            pings.pinged(delivery.incident().confirmedAt());
        }
        want(delivery);
    }

    void rewrite(Tx tx, Address room) {
        digests.values().forEach(digest -> DeliveryStore.digest(tx, room, digest.number(), digest.reference()));
    }

    private Digest digest(long number) {
        return digests.computeIfAbsent(number, unknown -> new Digest(unknown, Optional.empty(), true));
    }

    void want(Delivery delivery) {
        if (delivery.behind()) {
            behind.add(delivery);
        }
    }

    int size() {
        return behind.size();
    }

    /** An incident that the room does not show yet, the oldest. */
    Optional<Delivery> unposted() {
        return behind.stream().filter(Pictures::isUnposted)
                .min(Comparator.comparingLong(one -> one.incident().number()));
    }

    private static boolean isUnposted(Delivery delivery) {
        return delivery.reference().isEmpty() && delivery.digest().isEmpty();
    }

    /** Posts an incident, or all that wait to be posted when there are many. */
    void post(Delivery first) throws InterruptedException {
        boolean storm = digesting.getAsBoolean() && burst.isOn(clock.instant(), waiting().size());
        if (maybePosted.containsKey(first) || !storm) {
            postAlone(first);
            return;
        }
        courier.pause(GATHER);
        List<Delivery> together = waiting();
        Optional<Digest> running = running(first.incident().confirmedAt());
        if (running.isPresent()) {
            join(running.get(), together);
            edit(running.get());
        } else if (together.size() > 1) {
            digest(together);
        } else {
            postAlone(first);
        }
    }

    private List<Delivery> waiting() {
        return behind.stream()
                .filter(one -> isUnposted(one) && !maybePosted.containsKey(one))
                .sorted(Comparator.comparingLong(one -> one.incident().number()))
                .toList();
    }

    /** The digest of what began just before, if there is one. */
    private Optional<Digest> running(Instant at) {
        return digests.values().stream()
                .filter(digest -> digest.reference().isPresent() && digest.takes(at))
                .max(Comparator.comparingLong(Digest::number));
    }

    private void postAlone(Delivery first) throws InterruptedException {
        Optional<String> keyBefore = Optional.ofNullable(maybePosted.get(first));
        String key = keyBefore.orElse(keys.apply("incident-" + first.incident().number()));
        if (keyBefore.isEmpty()) {
            database.writeAndWait(tx -> DeliveryStore.posting(tx, first, key));
        }
        Incident shown = first.incident();
        Doubt doubt = new Doubt(keyBefore.isPresent());
        Outcome outcome = courier.deliver(
                Lane.NOTICE, shown.confirmedAt(), pinging(shown, renderer.get().picture(shown, clock.instant())),
                (channel, place, said) -> doubt.unlessThere(
                        () -> found(channel, place, key, said), () -> channel.post(place, key, said)));
        maybePosted.remove(first);
        burst.posted(clock.instant());
        arrived(Map.of(first, shown), outcome);
    }

    /** Nobody is pinged for what is over already. */
    private Message pinging(Incident incident, Message picture) {
        return incident.open() ? pings.on(picture, clock.instant()) : picture;
    }

    /** What was posted under the key before may look older by now. */
    private static Optional<String> found(Notifier channel, String place, String key, Message said)
            throws RoomException {
        Optional<String> found = channel.find(place, key);
        if (found.isPresent()) {
            channel.edit(place, found.get(), said.withMention(""));
        }
        return found;
    }

    /** An incident whose message can be edited now. */
    Optional<Delivery> editable() {
        long now = System.nanoTime();
        return behind.stream()
                .filter(delivery -> !later.containsKey(delivery) || later.get(delivery).nanos - now <= 0)
                .filter(delivery -> untilDigestEditable(delivery) <= 0)
                .findFirst();
    }

    /** How long until a message that could not be edited is tried again. */
    Duration untilEditable() {
        long now = System.nanoTime();
        long nanos = behind.stream()
                .mapToLong(delivery -> Math.max(
                        Optional.ofNullable(later.get(delivery)).map(it -> it.nanos - now).orElse(0L),
                        untilDigestEditable(delivery)))
                .min()
                .orElse(0);
        return Duration.ofNanos(Math.max(0, nanos));
    }

    private long untilDigestEditable(Delivery delivery) {
        return delivery.digest().isPresent() ? digest(delivery.digest().getAsLong()).untilEditable() : 0;
    }

    /** Edits the message of one incident, or the digest it is in. */
    void edit(Delivery delivery) throws InterruptedException {
        if (delivery.digest().isPresent()) {
            edit(digest(delivery.digest().getAsLong()));
            return;
        }
        Incident shown = delivery.incident();
        String reference = delivery.reference().orElseThrow();
        arrived(Map.of(delivery, shown),
                edited(List.of(delivery), reference, renderer.get().picture(shown, clock.instant())));
    }

    private Outcome edited(List<Delivery> deliveries, String reference, Message message) {
        Instant since = Optional.ofNullable(later.get(deliveries.getFirst())).map(Later::since).orElse(clock.instant());
        Outcome outcome = courier.once(Lane.EDIT, since, message, (channel, place, said) -> {
            channel.edit(place, reference, said);
            return reference;
        });
        if (outcome instanceof Outcome.Later refused) {
            int failures = Optional.ofNullable(later.get(deliveries.getFirst())).map(Later::failures).orElse(0);
            Duration wait = refused.retryAfter().orElse(courier.backoff(failures));
            Later next = new Later(failures + 1, since, System.nanoTime() + wait.toNanos());
            deliveries.forEach(delivery -> later.put(delivery, next));
        } else {
            deliveries.forEach(later::remove);
        }
        return outcome;
    }

    /** Begins a message for all of them. */
    private void digest(List<Delivery> together) throws InterruptedException {
        Digest digest = new Digest(digestNumbers.getAsLong(), Optional.empty(), false);
        digests.put(digest.number(), digest);
        join(digest, together);
        edit(digest);
        burst.posted(clock.instant());
    }

    private void join(Digest digest, List<Delivery> together) {
        together.forEach(delivery -> {
            delivery.join(digest.number());
            digest.add(delivery);
        });
        database.writeAndWait(tx -> {
            DeliveryStore.digest(tx, together.getFirst().room(), digest.number(), digest.reference());
            together.forEach(delivery -> DeliveryStore.joined(tx, delivery));
        });
    }

    private void edit(Digest digest) throws InterruptedException {
        Map<Delivery, Incident> shown = new LinkedHashMap<>();
        digest.members().forEach(member -> shown.put(member, member.incident()));
        List<Incident> all = new ArrayList<>(digest.over());
        all.addAll(shown.values());
        Message message = renderer.get().digest(digest.number(), all);
        digest.edited();
        Outcome outcome = digest.reference().isPresent()
                ? edited(digest.members(), digest.reference().get(), message)
                : posted(digest, pings.on(message, clock.instant()));
        if (outcome instanceof Outcome.Arrived arrived && digest.reference().isEmpty()) {
            digest.posted(arrived.reference());
            database.writeAndWait(tx -> DeliveryStore.digest(
                    tx, digest.members().getFirst().room(), digest.number(), digest.reference()));
        }
        arrived(shown, outcome);
    }

    private Outcome posted(Digest digest, Message message) throws InterruptedException {
        Doubt doubt = new Doubt(digest.maybePosted());
        String key = keys.apply(digest.key());
        return courier.deliver(Lane.NOTICE, clock.instant(), message, (channel, place, said) -> doubt.unlessThere(
                () -> found(channel, place, key, said), () -> channel.post(place, key, said)));
    }

    /** The room shows these incidents as they were, or never will. */
    private void arrived(Map<Delivery, Incident> shown, Outcome outcome) {
        switch (outcome) {
            case Outcome.Arrived arrived -> shown.forEach((delivery, incident) -> delivery.arrived(
                    incident.version(),
                    delivery.digest().equals(OptionalLong.empty())
                            ? Optional.of(arrived.reference())
                            : Optional.empty()));
            case Outcome.GivenUp _ ->
                    shown.forEach((delivery, incident) -> delivery.arrived(incident.version(), delivery.reference()));
            case Outcome.Later _, Outcome.Stopped _ -> {
                return;
            }
        }
        database.writeAndWait(tx -> shown.keySet().forEach(delivery -> DeliveryStore.shown(tx, delivery)));
        shown.keySet().forEach(this::settle);
    }

    /** Removes first and looks then, because a newer version may be wanted at any moment. */
    private void settle(Delivery delivery) {
        behind.remove(delivery);
        want(delivery);
        if (!delivery.behind()) {
            upToDate.accept(delivery);
        }
    }

    /** The message that shows an incident. */
    Optional<String> reference(Delivery delivery) {
        return delivery.digest().isPresent()
                ? digest(delivery.digest().getAsLong()).reference()
                : delivery.reference();
    }

    /** A digest is kept as long as one of its incidents may change. */
    void forget(Delivery delivery) {
        if (delivery.digest().isEmpty()) {
            return;
        }
        long number = delivery.digest().getAsLong();
        Digest digest = digest(number);
        digest.done(delivery);
        if (digest.members().isEmpty()) {
            digests.remove(number);
        }
    }
}
