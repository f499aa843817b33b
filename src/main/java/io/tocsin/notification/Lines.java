package io.tocsin.notification;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.notification.Courier.Outcome;
import io.tocsin.room.Lane;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The lines that wait for one room. Each is posted once and in order; many that come together become one message. */
final class Lines {

    private static final Duration GATHER = Duration.ofMillis(500);
    private static final int MOST_TOGETHER = 1_000;

    private final ConcurrentLinkedDeque<Line> waiting = new ConcurrentLinkedDeque<>();
    private final Burst burst;
    private final Courier courier;
    private final Database database;
    private final InstantSource clock;
    private final Renderer renderer;
    private final UnaryOperator<String> keys;
    private final LongFunction<Optional<String>> threads;

    /** Lines that are posted together, under one key; in the order of their ids, so that a repeat says the same. */
    private record Batch(List<Line> lines, Optional<String> thread, String key, boolean maybePosted) {

        Batch {
            lines = lines.stream().sorted(Comparator.comparingLong(Line::id)).toList();
        }
    }

    Lines(
            Burst burst,
            Courier courier,
            Database database,
            InstantSource clock,
            Renderer renderer,
            UnaryOperator<String> keys,
            LongFunction<Optional<String>> threads) {
        this.burst = burst;
        this.courier = courier;
        this.database = database;
        this.clock = clock;
        this.renderer = renderer;
        this.keys = keys;
        this.threads = threads;
    }

    void add(Line line) {
        waiting.add(line);
    }

    /** The incidents that the waiting lines are about. */
    Set<Long> incidents() {
        return waiting.stream().map(Line::incident).collect(Collectors.toSet());
    }

    void rewrite(Tx tx) {
        waiting.forEach(line -> DeliveryStore.add(tx, line));
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Posts what is next; answers the lines that are dealt with, none if the bot stops. */
    List<Line> post() throws InterruptedException {
        Batch batch = next();
        if (!batch.maybePosted) {
            database.writeAndWait(tx -> DeliveryStore.posting(tx, batch.lines, batch.key));
        }
        Doubt doubt = new Doubt(batch.maybePosted);
        Outcome outcome = courier.deliver(
                Lane.NOTICE, batch.lines.getFirst().at(), message(batch.lines),
                (channel, place, said) -> doubt.unlessThere(
                        () -> find(channel, place, batch), () -> post(channel, place, batch, said)));
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Arrived arrived -> database.writeAndWait(tx -> DeliveryStore.posted(tx, batch.lines, now));
            case Outcome.GivenUp lost ->
                    database.writeAndWait(tx -> DeliveryStore.undeliverable(tx, batch.lines, now, lost.why()));
            case Outcome.Later _, Outcome.Stopped _ -> {
                return List.of();
            }
        }
        burst.posted(now);
        batch.lines.forEach(line -> waiting.poll());
        return batch.lines;
    }

    private String post(Notifier channel, String place, Batch batch, Message said) throws RoomException {
        return batch.thread.isPresent()
                ? channel.reply(place, batch.thread.get(), batch.key, said)
                : channel.post(place, batch.key, said);
    }

    private static Optional<String> find(Notifier channel, String place, Batch batch) throws RoomException {
        return batch.thread.isPresent()
                ? channel.findReply(place, batch.thread.get(), batch.key)
                : channel.find(place, batch.key);
    }

    private Message message(List<Line> lines) {
        return lines.size() == 1
                ? lines.getFirst().message()
                : renderer.several(lines.stream().map(Line::message).toList());
    }

    private Batch next() throws InterruptedException {
        Line head = waiting.getFirst();
        Optional<String> thread = thread(head);
        if (head.postingKey().isPresent()) {
            return new Batch(
                    leading(line -> line.postingKey().equals(head.postingKey())), thread, head.postingKey().get(),
                    true);
        }
        if (!burst.isOn(clock.instant(), waiting.size())) {
            return new Batch(List.of(head), thread, keys.apply("line-" + head.id()), false);
        }
        courier.pause(GATHER);
        // what is about no incident must not drown among those that are: "stopping", say
        boolean about = head.incident() != 0;
        List<Line> together = leading(line -> line.postingKey().isEmpty()
                && (line.incident() != 0) == about
                && thread(line).equals(thread));
        String key = keys.apply("lines-" + head.id() + "-" + together.getLast().id());
        return new Batch(together, thread, key, false);
    }

    private List<Line> leading(Predicate<Line> condition) {
        List<Line> taken = new ArrayList<>();
        for (Line line : waiting) {
            if (taken.size() == MOST_TOGETHER || !condition.test(line)) {
                break;
            }
            taken.add(line);
        }
        return taken;
    }

    /** In a room that can edit, what happens to an incident goes into the thread of its message. */
    private Optional<String> thread(Line line) {
        return threads.apply(line.incident());
    }
}
