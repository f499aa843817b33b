package io.tocsin.notification;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.hook.Filters;
import io.tocsin.incident.Incident;
import io.tocsin.notification.DeliveryStore.Page;
import io.tocsin.room.Address;
import io.tocsin.room.Rooms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one room up to date: first notices, then lines in order, then edits. Works on one virtual thread while there is
 * work. While the room fails it waits longer and longer and goes on where it stopped, so nothing is lost or out of order.
 */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final Address room;
    private final Parts parts;
    private final Courier courier;
    private final Lines lines;
    private final Pictures pictures;
    private final Map<Long, Delivery> deliveries = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Condition news = lock.newCondition();
    private boolean running;
    private volatile Instant stepped = Instant.MAX;

    /**
     * What an outbox works with.
     *
     * @param together news written within this time are one message where rooms cannot edit
     * @param keys makes the key of a message one that no other database gives
     */
    record Parts(
            Rooms rooms,
            Database database,
            InstantSource clock,
            Supplier<Renderer> renderer,
            String mention,
            Duration keep,
            Duration together,
            Consumer<Delivery> done,
            BiConsumer<Address, String> gaveUp,
            UnaryOperator<String> keys,
            LongSupplier digestNumbers,
            Filters filters) {}

    Outbox(Address room, Parts parts) {
        this.room = room;
        this.parts = parts;
        this.courier = new Courier(
                room, parts.rooms, parts.clock, parts.keep, parts.filters, why -> parts.gaveUp.accept(room, why));
        Burst burst = new Burst();
        this.lines = new Lines(
                new Rounds(burst, courier, parts.clock, parts.together, () -> parts.rooms.joins(room)),
                courier, parts.database, parts.clock, parts.renderer, parts.keys,
                new Threads(room, parts.rooms, deliveries, this::thread));
        this.pictures = new Pictures(
                burst, () -> parts.rooms.digests(room), new Pings(parts.mention), courier, parts.database, parts.clock,
                parts.renderer,
                parts.keys, parts.digestNumbers, this::settle);
    }

    private Optional<String> thread(Delivery delivery) {
        return pictures.reference(delivery);
    }

    void restore(Page page, List<Incident> over) {
        pictures.restore(page, over);
    }

    void restore(Delivery delivery, Optional<String> postingKey) {
        deliveries.put(delivery.incident().number(), delivery);
        if (parts.rooms.edits(room)) {
            pictures.restore(delivery, postingKey);
        }
    }

    /** After a restart: closes what had arrived in full when the process died, before that was written down. */
    void settle() {
        List.copyOf(deliveries.values()).forEach(this::settle);
    }

    /**
     * Hands in what belongs together and starts working: what is over must not be let go before the line that belongs
     * under its message is here.
     */
    void take(Runnable handingIn) {
        lock.lock();
        try {
            handingIn.run();
            wake();
        } finally {
            lock.unlock();
        }
    }

    void want(Delivery delivery) {
        deliveries.put(delivery.incident().number(), delivery);
        if (parts.rooms.edits(room)) {
            pictures.want(delivery);
        }
    }

    void add(Line line) {
        lines.add(line);
    }

    /** Writes anew what waits. */
    void rewrite(Tx tx) {
        lines.rewrite(tx);
        pictures.rewrite(tx, room);
    }

    /** Starts working unless it does already. */
    void wake() {
        lock.lock();
        try {
            news.signalAll();
            if (!running && !courier.isClosed() && waiting() > 0) {
                running = true;
                stepped = parts.clock.instant();
                Thread.ofVirtual().name("outbox-" + room).start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    private int waiting() {
        return lines.size() + pictures.size();
    }

    /** What the room has not got yet, if anything. */
    Optional<Backlog> backlog() {
        int waiting = waiting();
        return waiting == 0 && courier.undeliverable() == 0
                ? Optional.empty()
                : Optional.of(new Backlog(waiting, courier.failingSince(), courier.why(), courier.undeliverable()));
    }

    /** Whether it works, has nothing to do, or waits for a room that fails. */
    boolean alive() {
        return courier.failingSince().isPresent()
                || stepped.equals(Instant.MAX)
                || stepped.plus(STUCK).isAfter(parts.clock.instant());
    }

    /** Waits until there is nothing to do or the room fails, or for so long. */
    void drain(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (running && courier.failingSince().isEmpty() && left > 0) {
                long looked = Math.min(left, LOOK.toNanos());
                left -= looked - Math.max(0, idle.awaitNanos(looked));
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        courier.close();
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (goesOn()) {
                stepped = parts.clock.instant();
                step();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            courier.close();
        }
    }

    private boolean goesOn() {
        lock.lock();
        try {
            running = waiting() > 0 && !courier.isClosed();
            if (!running) {
                stepped = Instant.MAX;
                idle.signalAll();
            }
            return running;
        } finally {
            lock.unlock();
        }
    }

    private void step() throws InterruptedException {
        try {
            Optional<Delivery> first = pictures.unposted();
            if (first.isPresent()) {
                pictures.post(first.get());
            } else if (!lines.isEmpty()) {
                posted(lines.post());
            } else {
                edit();
            }
        } catch (RuntimeException | Error e) {
            log.error("Bringing {} up to date failed, tried again in {}", room, AFTER_FAILURE, e);
            courier.pause(AFTER_FAILURE);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller is the loop
    private void edit() throws InterruptedException {
        Optional<Delivery> next = pictures.editable();
        if (next.isPresent()) {
            pictures.edit(next.get());
            return;
        }
        lock.lock();
        try {
            boolean nothingNew = pictures.unposted().isEmpty() && lines.isEmpty() && pictures.editable().isEmpty();
            if (nothingNew && !courier.isClosed()) {
                boolean timePassed = news.awaitNanos(pictures.untilEditable().toNanos()) <= 0;
                log.trace("{} is looked at again: {}", room, timePassed);
            }
        } finally {
            lock.unlock();
        }
    }

    private void posted(List<Line> arrived) {
        for (Line line : arrived) {
            Delivery delivery = deliveries.get(line.incident());
            if (delivery != null) {
                settle(delivery);
            }
        }
    }

    /** Lets go of what is over, if the room knows all of it. */
    private void settle(Delivery delivery) {
        long incident = delivery.incident().number();
        lock.lock();
        try {
            boolean shown = !parts.rooms.edits(room) || !delivery.behind();
            if (delivery.settled() && shown && !lines.concern(incident)) {
                pictures.forget(delivery);
                deliveries.remove(incident);
                parts.done.accept(delivery);
            }
        } finally {
            lock.unlock();
        }
    }
}
