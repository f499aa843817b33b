package io.tocsin.watch;

import io.tocsin.heartbeat.Pulse;
import io.tocsin.incident.Incident;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Refusal;
import io.tocsin.status.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A monitor at work. Its fields change only under its own lock; the volatile ones may be read without it. */
final class Live {

    private static final long NONE = -1;
    private static final long BETWEEN_ASKING = TimeUnit.SECONDS.toNanos(1);

    private volatile Monitor monitor;
    private volatile Standing standing;
    private volatile Optional<Incident> incident;
    private volatile Optional<Seen> last = Optional.empty();
    private volatile Pulse pulse = Pulse.NONE;
    private Optional<Due> armed = Optional.empty();
    private Optional<BigDecimal> owed = Optional.empty();
    private volatile long seenVersion = NONE;
    private volatile boolean removed;
    private final AtomicLong running = new AtomicLong(NONE);
    private final AtomicLong asked = new AtomicLong(System.nanoTime() - BETWEEN_ASKING);
    private final AtomicBoolean repeating = new AtomicBoolean();
    private final List<CompletableFuture<Seen>> waiting = new ArrayList<>();

    Live(Monitor monitor, Standing standing, Optional<Incident> incident) {
        this.monitor = monitor;
        this.standing = standing;
        this.incident = incident;
    }

    Monitor monitor() {
        return monitor;
    }

    Standing standing() {
        return standing;
    }

    Optional<Incident> incident() {
        return incident;
    }

    Optional<Seen> last() {
        return last;
    }

    /** What a program that reports by itself has said. */
    Pulse pulse() {
        return pulse;
    }

    void hear(Pulse next) {
        pulse = next;
    }

    /** What waits for its silence. */
    Optional<Due> armed() {
        return armed;
    }

    void arm(Optional<Due> next) {
        armed = next;
    }

    /** The time that the last sign named, if that could not be written down and the program was told so. */
    Optional<BigDecimal> owed() {
        return owed;
    }

    void owes(Optional<BigDecimal> time) {
        owed = time;
    }

    boolean removed() {
        return removed;
    }

    void define(Monitor next) {
        monitor = next;
    }

    void stand(Standing next) {
        standing = next;
    }

    void trouble(Optional<Incident> next) {
        incident = next;
    }

    void saw(Seen seen) {
        last = Optional.of(seen);
        seenVersion = monitor.version();
    }

    /** Whether this run of the bot has not yet seen a check of the monitor as it is defined now. */
    boolean unseen() {
        return seenVersion != monitor.version();
    }

    /** The next check is like the first. */
    void unsee() {
        seenVersion = NONE;
    }

    void remove() {
        removed = true;
    }

    /** @throws Refusal if nobody can check it now, with the reason */
    void needCheckable() {
        monitor.refused().ifPresent(why -> {
            throw new Refusal(why);
        });
        if (monitor.paused()) {
            throw Refusal.of("watch.paused", monitor.name());
        }
        if (monitor.expected().isPresent()) {
            throw Refusal.of("heartbeat.no-check", monitor.name());
        }
    }

    /**
     * Claims the monitor for one check; false while another one runs. A check of an older definition, whose result will be
     * dropped, keeps nobody waiting.
     */
    boolean begin(long version) {
        long before = running.get();
        return before != version && running.compareAndSet(before, version);
    }

    void end(long version) {
        running.compareAndSet(version, NONE);
    }

    /** Claims the monitor's one repeated check to come. */
    boolean claimRepeat() {
        return repeating.compareAndSet(false, true);
    }

    void releaseRepeat() {
        repeating.set(false);
    }

    /** Whether a check out of turn may be asked for: once a second at most, however many want to know. */
    boolean mayBeAsked() {
        long now = System.nanoTime();
        long before = asked.get();
        return now - before >= BETWEEN_ASKING && asked.compareAndSet(before, now);
    }

    /** Whether somebody waits for the next check. */
    boolean awaited() {
        synchronized (waiting) {
            return !waiting.isEmpty();
        }
    }

    /** Completes with the next check that finishes. */
    CompletableFuture<Seen> next() {
        CompletableFuture<Seen> next = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.add(next);
        }
        return next;
    }

    void finished(Seen seen) {
        List<CompletableFuture<Seen>> told;
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(one -> one.complete(seen));
    }
}
