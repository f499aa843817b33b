package io.tocsin.room;

import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for one room. One call runs at a time; lanes take turns. */
final class RoomQueue {

    private static final Logger log = LoggerFactory.getLogger(RoomQueue.class);
    private static final List<Lane> TURNS = List.of(Lane.REPLY, Lane.NOTICE, Lane.REPLY, Lane.NOTICE, Lane.EDIT);
    private static final int MOST_WAITING = 1_000;

    private final Address address;
    private final Supplier<Optional<Notifier>> channel;
    private final Duration limit;
    private final Executor threads;
    private final Map<Lane, Queue<Waiting>> lanes = new EnumMap<>(Lane.class);
    private int turn;
    private boolean running;

    private record Waiting(RoomCall call, CompletableFuture<String> done) {}

    RoomQueue(Address address, Supplier<Optional<Notifier>> channel, Duration limit, Executor threads) {
        this.address = address;
        this.channel = channel;
        this.limit = limit;
        this.threads = threads;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new ArrayDeque<>());
        }
    }

    /** Completes with the reference of what was posted, or exceptionally with a {@link RoomException}. */
    CompletableFuture<String> add(Lane lane, RoomCall call) {
        CompletableFuture<String> done = new CompletableFuture<>();
        synchronized (lanes) {
            Queue<Waiting> queue = Objects.requireNonNull(lanes.get(lane));
            if (queue.size() >= MOST_WAITING) {
                done.completeExceptionally(
                        new RoomException(RoomException.Kind.LATER, MOST_WAITING + " messages wait for " + address));
                return done;
            }
            queue.add(new Waiting(call, done));
            if (!running) {
                start(done);
            }
        }
        return done;
    }

    private void start(CompletableFuture<String> done) {
        try {
            threads.execute(this::run);
            running = true;
        } catch (RejectedExecutionException closed) {
            done.completeExceptionally(stopped(closed));
        }
    }

    private static String seconds(Duration length) {
        return length.toSeconds() > 0 ? length.toSeconds() + " s" : length.toMillis() + " ms";
    }

    private static RoomException stopped(Exception why) {
        return new RoomException(RoomException.Kind.LATER, "the bot stops", why, Optional.empty());
    }

    private void run() {
        Optional<Waiting> next = next();
        while (next.isPresent()) {
            handle(next.get());
            next = next();
        }
    }

    private Optional<Waiting> next() {
        synchronized (lanes) {
            for (int i = 0; i < TURNS.size(); i++) {
                Queue<Waiting> lane = Objects.requireNonNull(lanes.get(TURNS.get((turn + i) % TURNS.size())));
                Waiting waiting = lane.poll();
                if (waiting != null) {
                    turn = (turn + i + 1) % TURNS.size();
                    return Optional.of(waiting);
                }
            }
            running = false;
            return Optional.empty();
        }
    }

    private void handle(Waiting waiting) {
        try {
            waiting.done.complete(bounded(waiting.call));
        } catch (RoomException e) {
            waiting.done.completeExceptionally(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            waiting.done.completeExceptionally(stopped(stopped));
        } catch (RejectedExecutionException closed) {
            waiting.done.completeExceptionally(stopped(closed));
        }
    }

    private String bounded(RoomCall call) throws RoomException, InterruptedException {
        Notifier notifier = channel.get()
                .orElseThrow(() -> new RoomException(
                        RoomException.Kind.LATER, "nothing is configured that reaches " + address.kind() + ": rooms"));
        FutureTask<String> task = new FutureTask<>(() -> call.call(notifier, address.place()));
        threads.execute(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            throw new RoomException(
                    RoomException.Kind.LATER, address + " did not answer within " + seconds(limit), late,
                    Optional.empty());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RoomException refused) {
                throw refused;
            }
            log.warn("The channel of {} failed", address, failed.getCause());
            throw new RoomException(
                    RoomException.Kind.LATER, "the channel failed: " + failed.getCause(), failed, Optional.empty());
        }
    }
}
