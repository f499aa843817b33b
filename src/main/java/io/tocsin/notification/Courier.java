package io.tocsin.notification;

import io.tocsin.db.FailPoint;
import io.tocsin.hook.Filters;
import io.tocsin.room.Address;
import io.tocsin.room.Lane;
import io.tocsin.room.Rooms;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries messages to one room, again and again until they have arrived. Used by one thread; its state may be read by all. */
final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Address room;
    private final Rooms rooms;
    private final InstantSource clock;
    private final Duration keep;
    private final Filters filters;
    private final Consumer<String> gaveUp;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<Instant> failingSince = Optional.empty();
    private volatile String why = "";
    private final AtomicLong undeliverable = new AtomicLong();

    /** What became of a message. */
    sealed interface Outcome {

        /** It is there. */
        record Arrived(String reference) implements Outcome {}

        /** It never will be. */
        record GivenUp(boolean refused, String why) implements Outcome {}

        /** It may be there if it is tried again. */
        record Later(Optional<Duration> retryAfter) implements Outcome {}

        /** The bot stops; nobody knows. */
        record Stopped() implements Outcome {}
    }

    /** A call that shows a message in some way. */
    @FunctionalInterface
    interface Show {
        String show(Notifier channel, String place, Message message) throws RoomException;
    }

    Courier(
            Address room, Rooms rooms, InstantSource clock, Duration keep, Filters filters, Consumer<String> gaveUp) {
        this.filters = filters;
        this.room = room;
        this.rooms = rooms;
        this.clock = clock;
        this.keep = keep;
        this.gaveUp = gaveUp;
    }

    /** Tries until the message has arrived, is refused even as plain text, or is too old. */
    Outcome deliver(Lane lane, Instant written, Message message, Show show) throws InterruptedException {
        while (!isClosed()) {
            Outcome outcome = once(lane, written, message, show);
            if (!(outcome instanceof Outcome.Later later)) {
                return outcome;
            }
            pause(backoff.next(later.retryAfter));
        }
        return new Outcome.Stopped();
    }

    /** Tries once, and once more as plain text if the message is refused. */
    Outcome once(Lane lane, Instant written, Message unfiltered, Show show) {
        Optional<Message> left = filters.send(room.toString(), unfiltered);
        if (left.isEmpty()) {
            log.warn("A notice for {} was swallowed by a plugin: {}", room, unfiltered.plain());
            return new Outcome.GivenUp(false, "swallowed by a plugin");
        }
        Message message = left.get();
        Outcome outcome = attempt(lane, written, message, show);
        return outcome instanceof Outcome.GivenUp refused && refused.refused
                ? lost(attempt(lane, written, plain(message), show))
                : lost(outcome);
    }

    /** What it is about stays, so that a program still knows. */
    private static Message plain(Message message) {
        return Message.text(message.plain()).withSubjects(message.subjects());
    }

    private Outcome attempt(Lane lane, Instant written, Message message, Show show) {
        try {
            String reference = rooms.call(room, lane, (channel, place) -> show.show(channel, place, message)).join();
            FailPoint.reach("after-post");
            well();
            return new Outcome.Arrived(reference);
        } catch (CompletionException failed) {
            RoomException reason = reason(failed);
            boolean refused = reason.kind() == RoomException.Kind.REFUSED;
            if (refused || written.plus(keep).isBefore(clock.instant())) {
                return new Outcome.GivenUp(refused, String.valueOf(reason.getMessage()));
            }
            failing(reason);
            return new Outcome.Later(reason.retryAfter());
        }
    }

    private Outcome lost(Outcome outcome) {
        if (outcome instanceof Outcome.GivenUp lost) {
            log.error("A message for {} is given up: {}", room, lost.why);
            undeliverable.incrementAndGet();
            gaveUp.accept(lost.why);
        }
        return outcome;
    }

    private static RoomException reason(CompletionException failed) {
        return failed.getCause() instanceof RoomException reason
                ? reason
                : new RoomException(RoomException.Kind.LATER, failed.toString());
    }

    private void well() {
        if (failingSince.isPresent()) {
            log.info("{} takes messages again", room);
        }
        failingSince = Optional.empty();
        backoff.reset();
    }

    private void failing(RoomException reason) {
        why = String.valueOf(reason.getMessage());
        if (failingSince.isEmpty()) {
            failingSince = Optional.of(clock.instant());
            log.warn("{} does not take messages, they are kept and tried again: {}", room, why);
        }
    }

    /** How long to wait after so many failures, for what is tried again in between other work. */
    Duration backoff(int failures) {
        return backoff.after(failures);
    }

    /** Waits, unless the bot stops. */
    void pause(Duration wait) throws InterruptedException {
        boolean stopped = closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (stopped) {
            log.debug("{} is not waited for any longer", room);
        }
    }

    Optional<Instant> failingSince() {
        return failingSince;
    }

    long undeliverable() {
        return undeliverable.get();
    }

    String why() {
        return why;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    void close() {
        closed.countDown();
    }
}
