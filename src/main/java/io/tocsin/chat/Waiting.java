package io.tocsin.chat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines that wait to be dealt with: those of one room in their order, one at a time, so many of one person and no
 * more. A line that takes longer than the patience goes on beside those behind it.
 */
final class Waiting implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Waiting.class);
    /** A room full of people may have this many times what one person may. */
    private static final int PEOPLE = 10;
    /** After so many patiences a line is interrupted. */
    private static final int LAST = 20;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final int most;
    private final Duration patience;
    private final Map<String, Room> rooms = new HashMap<>();
    private final Set<Thread> working = new HashSet<>();
    private boolean closed;

    /**
     * Nobody waits yet.
     *
     * @param most how many lines of one person may wait in a room
     * @param patience how long a line may hold up those behind it
     */
    Waiting(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /** Whether a line was taken. */
    enum Admission {
        TAKEN,
        /** One too many of this person: the first since all the others were dealt with. */
        TOO_MANY,
        /** Another one too many, or the bot stops. */
        IGNORED
    }

    /** A line that was said. None of its methods throws. */
    interface Line {

        String room();

        String person();

        /** Deals with it, on a thread of its own. */
        void deal();

        /** It has begun, and takes longer than the patience. */
        void slow();

        /** It will never be dealt with, because the bot stops. */
        void drop();
    }

    private static final class Room {
        private final Deque<Line> lines = new ArrayDeque<>();
        private final Map<String, Integer> people = new HashMap<>();
        private final Set<String> told = new HashSet<>();
        private boolean served;
    }

    synchronized Admission enter(Line line) {
        if (closed) {
            return Admission.IGNORED;
        }
        Room room = rooms.computeIfAbsent(line.room(), _ -> new Room());
        if (room.people.getOrDefault(line.person(), 0) >= most || room.lines.size() >= most * PEOPLE) {
            return room.told.add(line.person()) ? Admission.TOO_MANY : Admission.IGNORED;
        }
        room.people.merge(line.person(), 1, Integer::sum);
        room.lines.add(line);
        if (!room.served) {
            room.served = true;
            Thread.ofVirtual().name("tocsin-chat-" + line.room()).start(() -> serve(line.room()));
        }
        return Admission.TAKEN;
    }

    private void serve(String room) {
        for (Optional<Line> line = next(room); line.isPresent(); line = next(room)) {
            Line current = line.get();
            CountDownLatch done = new CountDownLatch(1);
            Thread worker =
                    Thread.ofVirtual().name("tocsin-chat-" + room + "-line").unstarted(() -> work(current, done));
            started(worker);
            worker.start();
            if (!await(done, patience)) {
                current.slow();
                Thread.ofVirtual().name("tocsin-chat-" + room + "-slow")
                        .start(() -> interruptAtLast(worker, done, current));
            }
        }
    }

    private synchronized Optional<Line> next(String name) {
        Room room = rooms.get(name);
        if (room == null) {
            return Optional.empty();
        }
        Optional<Line> line = Optional.ofNullable(room.lines.poll());
        if (line.isEmpty()) {
            room.served = false;
            room.told.clear();
            forgetIfEmpty(name, room);
        }
        return line;
    }

    private void work(Line line, CountDownLatch done) {
        try {
            line.deal();
        } finally {
            ended(line);
            done.countDown();
        }
    }

    private synchronized void started(Thread worker) {
        working.add(worker);
    }

    private synchronized void ended(Line line) {
        working.remove(Thread.currentThread());
        Room room = rooms.get(line.room());
        if (room != null && room.people.merge(line.person(), -1, Integer::sum) == 0) {
            room.people.remove(line.person());
            room.told.remove(line.person());
            forgetIfEmpty(line.room(), room);
        }
    }

    private void forgetIfEmpty(String name, Room room) {
        if (!room.served && room.people.isEmpty()) {
            rooms.remove(name);
            notifyAll();
        }
    }

    private void interruptAtLast(Thread worker, CountDownLatch done, Line line) {
        if (!await(done, patience.multipliedBy(LAST))) {
            log.warn("a line of {} in {} is still not dealt with after {}; it is interrupted", line.person(),
                    line.room(), patience.multipliedBy(LAST));
            worker.interrupt();
        }
    }

    private static boolean await(CountDownLatch done, Duration limit) {
        try {
            return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            log.debug("no longer waiting for a line", e);
            return false;
        }
    }

    /** Takes no more lines, and gives those that were taken a few seconds. */
    @Override
    public void close() {
        close(CLOSING);
    }

    synchronized void close(Duration bound) {
        closed = true;
        long end = System.nanoTime() + bound.toNanos();
        long left = bound.toNanos();
        while (!rooms.isEmpty() && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                log.debug("interrupted while closing", e);
                Thread.currentThread().interrupt();
                break;
            }
            left = end - System.nanoTime();
        }
        for (Room room : rooms.values()) {
            room.lines.forEach(Line::drop);
            room.lines.clear();
        }
        working.forEach(Thread::interrupt);
    }
}
