package io.tocsin.room;

import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

/**
 * What waits for one room. One call runs at a time; lanes take turns. A lane that was told to wait takes no calls before
 * that: answers and replies wait in it, as nobody would send them again; notices and edits are turned away, as they
 * look different by then.
 */
final class RoomQueue {

    private static final Logger log = LoggerFactory.getLogger(RoomQueue.class);
    private static final List<Lane> TURNS =
            List.of(Lane.ANSWER, Lane.REPLY, Lane.NOTICE, Lane.ANSWER, Lane.REPLY, Lane.NOTICE, Lane.EDIT);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_WAITING = 1_000;

    private final Address address;
    private final Supplier<Optional<Notifier>> channel;
    private final Duration limit;
    private final Executor threads;
    private final Map<Lane, Deque<Waiting>> lanes = new EnumMap<>(Lane.class);
    private final Pauses pauses = new Pauses();
    private final Delay delay;
    private int turn;
    private boolean running;

    private record Waiting(Lane lane, RoomCall call, CompletableFuture<String> done) {}

    /** Has something done later. */
    @FunctionalInterface
    interface Delay {
        void later(Runnable work, Duration after);
    }

    RoomQueue(Address address, Supplier<Optional<Notifier>> channel, Duration limit, Executor threads, Delay delay) {
        this.delay = delay;
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
            Deque<Waiting> queue = Objects.requireNonNull(lanes.get(lane));
            Duration pause = pauses.left(lane);
            if (!lane.waits() && pause.isPositive()) {
                done.completeExceptionally(new RoomException(
                        RoomException.Kind.LATER, address + " asked for a pause", Optional.of(pause)));
                return done;
            }
            if (queue.size() >= MOST_WAITING) {
                done.completeExceptionally(
                        new RoomException(RoomException.Kind.LATER, MOST_WAITING + " messages wait for " + address));
                return done;
            }
            queue.add(new Waiting(lane, call, done));
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

    private void resume() {
        synchronized (lanes) {
            if (!running) {
                running = true;
                try {
                    threads.execute(this::run);
                } catch (RejectedExecutionException closed) {
                    running = false;
                    log.debug("{} is closed", address, closed);
                }
            }
        }
    }

    private Optional<Waiting> next() {
        synchronized (lanes) {
            for (int i = 0; i < TURNS.size(); i++) {
                Lane lane = TURNS.get((turn + i) % TURNS.size());
                if (pauses.left(lane).isPositive()) {
                    continue;
                }
                Waiting waiting = Objects.requireNonNull(lanes.get(lane)).poll();
                if (waiting != null) {
                    turn = (turn + i + 1) % TURNS.size();
                    return Optional.of(waiting);
                }
            }
            running = false;
            lanes.entrySet().stream()
                    .filter(lane -> !lane.getValue().isEmpty())
                    .map(lane -> pauses.left(lane.getKey()))
                    .min(Comparator.naturalOrder())
                    .ifPresent(pause -> delay.later(this::resume, pause));
            return Optional.empty();
        }
    }

    private void handle(Waiting waiting) {
        try {
            waiting.done.complete(bounded(waiting.call));
        } catch (RoomException e) {
            failed(waiting, e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            waiting.done.completeExceptionally(stopped(stopped));
        } catch (RejectedExecutionException closed) {
            waiting.done.completeExceptionally(stopped(closed));
        }
    }

    /** An answer that came too fast goes to the head of its lane again. */
    private void failed(Waiting waiting, RoomException failure) {
        Optional<Duration> pause = failure.retryAfter().filter(wait -> wait.compareTo(LONGEST_PAUSE) <= 0);
        synchronized (lanes) {
            pause.ifPresent(wait -> pauses.begin(waiting.lane, wait));
            if (pause.isPresent() && waiting.lane.waits()) {
                Objects.requireNonNull(lanes.get(waiting.lane)).addFirst(waiting);
                return;
            }
        }
        waiting.done.completeExceptionally(failure);
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
