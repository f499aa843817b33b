package io.tocsin.notification;

import io.tocsin.db.Database;
import io.tocsin.incident.Incident;
import io.tocsin.notification.Courier.Outcome;
import io.tocsin.room.Lane;
import io.tocsin.spi.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The messages of a room that can edit: one an incident, or one for many that began together, posted once and edited
 * until it shows the newest version.
 */
final class Pictures {

    private static final Duration GATHER = Duration.ofMillis(1_000);

    private final Set<Delivery> behind = ConcurrentHashMap.newKeySet();
    private final Map<Long, Digest> digests = new HashMap<>();
    private final Map<Delivery, String> maybePosted = new HashMap<>();
    private final Burst burst;
    private final Courier courier;
    private final Database database;
    private final InstantSource clock;
    private final Renderer renderer;
    private final LongSupplier digestNumbers;
    private final Consumer<Delivery> done;

    Pictures(
            Burst burst,
            Courier courier,
            Database database,
            InstantSource clock,
            Renderer renderer,
            LongSupplier digestNumbers,
            Consumer<Delivery> done) {
        this.burst = burst;
        this.courier = courier;
        this.database = database;
        this.clock = clock;
        this.renderer = renderer;
        this.digestNumbers = digestNumbers;
        this.done = done;
    }

    void restore(DeliveryStore.Page page) {
        digests.put(page.number(), new Digest(page.number(), page.reference()));
    }

    void restore(Delivery delivery, Optional<String> postingKey) {
        postingKey.ifPresent(key -> maybePosted.put(delivery, key));
        delivery.digest().ifPresent(number -> digests.computeIfAbsent(
                number, unknown -> new Digest(unknown, Optional.empty())).members().add(delivery));
        want(delivery);
    }

    void want(Delivery delivery) {
        if (delivery.behind()) {
            behind.add(delivery);
        }
    }

    int size() {
        return behind.size();
    }

    boolean isEmpty() {
        return behind.isEmpty();
    }

    /** An incident that the room does not show yet. */
    Optional<Delivery> unposted() {
        return behind.stream()
                .filter(delivery -> delivery.reference().isEmpty() && delivery.digest().isEmpty())
                .min((one, other) -> Long.compare(one.incident().number(), other.incident().number()));
    }

    /** Posts an incident, or all that wait to be posted when there are many. */
    void post(Delivery first) throws InterruptedException {
        if (burst.isOn(clock.instant()) && !maybePosted.containsKey(first)) {
            courier.pause(GATHER);
            List<Delivery> together = behind.stream()
                    .filter(one -> one.reference().isEmpty() && one.digest().isEmpty() && !maybePosted.containsKey(one))
                    .toList();
            if (together.size() > 1) {
                digest(together);
                return;
            }
        }
        String key = maybePosted.getOrDefault(first, "incident-" + first.incident().number());
        boolean again = maybePosted.remove(first) != null;
        if (!again) {
            database.writeAndWait(tx -> DeliveryStore.posting(tx, first, key));
        }
        Incident shown = first.incident();
        Message picture = renderer.picture(shown, clock.instant());
        Outcome outcome = courier.deliver(Lane.NOTICE, shown.confirmedAt(), picture, (channel, place, said) -> {
            Optional<String> found = again ? channel.find(place, key) : Optional.empty();
            return found.isPresent() ? found.get() : channel.post(place, key, said);
        });
        burst.posted(clock.instant());
        arrived(first, shown, outcome);
    }

    /** Edits the message of one incident, or the digest it is in. */
    void edit() throws InterruptedException {
        Delivery delivery = behind.iterator().next();
        if (delivery.digest().isPresent()) {
            edit(digests.get(delivery.digest().getAsLong()));
            return;
        }
        Incident shown = delivery.incident();
        String reference = delivery.reference().orElseThrow();
        Outcome outcome = courier.deliver(
                Lane.EDIT, clock.instant(), renderer.picture(shown, clock.instant()), (channel, place, said) -> {
                    channel.edit(place, reference, said);
                    return reference;
                });
        arrived(delivery, shown, outcome);
    }

    private void digest(List<Delivery> together) throws InterruptedException {
        Digest digest = new Digest(digestNumbers.getAsLong(), Optional.empty());
        digests.put(digest.number(), digest);
        digest.members().addAll(together);
        together.forEach(delivery -> delivery.join(digest.number()));
        database.writeAndWait(tx -> {
            DeliveryStore.digest(tx, together.getFirst().room(), digest.number(), Optional.empty());
            together.forEach(delivery -> DeliveryStore.joined(tx, delivery));
        });
        edit(digest);
        burst.posted(clock.instant());
    }

    private void edit(Digest digest) throws InterruptedException {
        Map<Delivery, Incident> shown = new HashMap<>();
        digest.members().forEach(member -> shown.put(member, member.incident()));
        String key = "digest-" + digest.number();
        Outcome outcome = courier.deliver(
                digest.reference().isPresent() ? Lane.EDIT : Lane.NOTICE, clock.instant(),
                renderer.digest(List.copyOf(shown.values())), (channel, place, said) -> {
                    Optional<String> reference = digest.reference();
                    if (reference.isEmpty()) {
                        Optional<String> found = channel.find(place, key);
                        return found.isPresent() ? found.get() : channel.post(place, key, said);
                    }
                    channel.edit(place, reference.get(), said);
                    return reference.get();
                });
        if (outcome instanceof Outcome.Arrived arrived && digest.reference().isEmpty()) {
            digest.posted(arrived.reference());
            database.writeAndWait(tx -> DeliveryStore.digest(
                    tx, digest.members().getFirst().room(), digest.number(), digest.reference()));
        }
        shown.forEach((member, incident) -> arrived(member, incident, outcome));
    }

    private void arrived(Delivery delivery, Incident shown, Outcome outcome) {
        switch (outcome) {
            case Outcome.Arrived arrived -> {
                Optional<String> reference = delivery.digest().equals(OptionalLong.empty())
                        ? Optional.of(arrived.reference())
                        : Optional.empty();
                delivery.arrived(shown.version(), reference);
            }
            case Outcome.GivenUp lost -> delivery.arrived(shown.version(), delivery.reference());
            case Outcome.Stopped stopped -> {
                return;
            }
        }
        database.writeAndWait(tx -> DeliveryStore.shown(tx, delivery, false));
        if (delivery.behind()) {
            return;
        }
        behind.remove(delivery);
        if (delivery.settled()) {
            done.accept(delivery);
        }
    }
}
