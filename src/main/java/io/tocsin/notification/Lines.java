package io.tocsin.notification;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.notification.Courier.Outcome;
import io.tocsin.room.Lane;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The lines that wait for one room. Each is posted once and in order; many that come together become one message. */
final class Lines {

    private final ConcurrentLinkedDeque<Line> waiting = new ConcurrentLinkedDeque<>();
    private final Rounds rounds;
    private final Courier courier;
    private final Database database;
    private final InstantSource clock;
    private final Supplier<Renderer> renderer;
    private final UnaryOperator<String> keys;
    private final Threads threads;

    /** Lines that are posted together, under one key; in the order of their ids, so that a repeat says the same. */
    private record Batch(List<Line> lines, Optional<String> thread, String key, boolean maybePosted) {

        Batch {
            lines = lines.stream().sorted(Comparator.comparingLong(Line::id)).toList();
        }
    }

    Lines(
            Rounds rounds,
            Courier courier,
            Database database,
            InstantSource clock,
            Supplier<Renderer> renderer,
            UnaryOperator<String> keys,
            Threads threads) {
        this.rounds = rounds;
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

    /** Whether one of the waiting lines is about an incident. */
    boolean concern(long incident) {
        return waiting.stream().anyMatch(line -> line.incident() == incident);
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
            case Outcome.Arrived arrived -> database.writeAndWait(tx -> {
                DeliveryStore.posted(tx, batch.lines, now);
                threads.begin(tx, batch.lines, arrived.reference());
            });
            case Outcome.GivenUp lost ->
                    database.writeAndWait(tx -> DeliveryStore.undeliverable(tx, batch.lines, now, lost.why()));
            case Outcome.Later _, Outcome.Stopped _ -> {
                return List.of();
            }
        }
        rounds.posted(now);
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
                : renderer.get().several(lines.stream().map(Line::message).toList());
    }

    private Batch next() throws InterruptedException {
        Line head = waiting.getFirst();
        Optional<String> before = head.postingKey();
        if (before.isPresent()) {
            List<Line> again = Rounds.leading(waiting, line -> line.postingKey().equals(before));
            return new Batch(again, threads.of(again), before.get(), true);
        }
        List<Line> lines = rounds.next(waiting, line -> threads.together(head, line));
        String key = lines.size() == 1 ? "line-" + head.id() : "lines-" + head.id() + "-" + lines.getLast().id();
        return new Batch(lines, threads.of(lines), keys.apply(key), false);
    }
}
