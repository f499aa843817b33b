package io.tocsin.watch;

import io.tocsin.monitor.Judge;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks, each on a virtual thread of its own. A probe that does not come back within its limit is interrupted and
 * its check reported as failed on time, whatever the probe does; until it comes back its monitor is not checked again.
 */
final class Checks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Checks.class);
    /** Probes keep their own limit; this is how long one that is a little late may still hand in what it saw. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final Duration SWEEP = Duration.ofMillis(200);

    private final Judge judge;
    private final InstantSource clock;
    private final Tally tally;
    private final Finished finished;
    private final Semaphore inFlight;
    private final HostTurns hosts;
    private final Admission admission = Admission.ofThisProcess();
    private final AtomicInteger running = new AtomicInteger();
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private final ThreadFactory threads = Thread.ofVirtual().name("check-", 0).factory();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("check-limits").daemon().factory());
    private volatile boolean closed;

    /** Takes in what a check saw, of the definition it began with. */
    @FunctionalInterface
    interface Finished {
        void finished(Live live, Monitor monitor, Seen seen);
    }

    Checks(CheckSettings settings, Judge judge, InstantSource clock, Tally tally, Finished finished) {
        this.judge = judge;
        this.clock = clock;
        this.tally = tally;
        this.finished = finished;
        this.inFlight = new Semaphore(settings.inFlight());
        this.hosts = new HostTurns(settings.perHost());
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starts a check that is due; one whose last check still runs is left out and counted. Does not block. */
    void due(Live live, Instant planned) {
        if (!start(live, planned) && !closed && live.monitor().checkable()) {
            tally.overlapping();
        }
    }

    /** Starts a check unless the monitor's last one still runs. Does not block. */
    boolean start(Live live, Instant planned) {
        Monitor monitor = live.monitor();
        if (closed || !monitor.checkable() || !live.begin(monitor.version())) {
            return false;
        }
        running.incrementAndGet();
        admission.begin(threads.newThread(() -> check(live, monitor, planned)));
        return true;
    }

    /** Starts a check at a time that nobody planned. */
    void startNow(Live live) {
        start(live, clock.instant());
    }

    /** Checks that run or wait for their turn. */
    int running() {
        return running.get();
    }

    private void check(Live live, Monitor monitor, Instant planned) {
        try {
            looked(live, monitor, planned).ifPresent(this::finish);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            live.end(monitor.version());
            if (live.awaited()) {
                startNow(live);
            }
            running.decrementAndGet();
        }
    }

    /**
     * Looks when its turn has come; what it saw is taken in afterwards, as others need not wait for that. The host's turn
     * comes first, so that a slow host keeps none of the places that others need.
     */
    private Optional<Looked> looked(Live live, Monitor monitor, Instant planned) throws InterruptedException {
        String host = host(monitor);
        hosts.enter(host);
        try {
            inFlight.acquire();
            try {
                return look(live, monitor, planned);
            } finally {
                inFlight.release();
            }
        } finally {
            hosts.leave(host);
        }
    }

    private Optional<Looked> look(Live live, Monitor monitor, Instant planned) {
        if (closed) {
            return Optional.empty();
        }
        Instant began = clock.instant();
        tally.started(Duration.between(planned, began));
        Run run = new Run(live, monitor, planned, began, System.nanoTime(), Thread.currentThread());
        runs.add(run);
        Result result;
        try {
            result = probe(monitor);
        } finally {
            runs.remove(run);
        }
        return run.report() ? Optional.of(new Looked(run, result)) : Optional.empty();
    }

    /** Runs one check on the calling thread, of a monitor that is not at work. */
    Seen once(Monitor monitor) {
        if (monitor.expected().isPresent()) {
            throw Refusal.of("heartbeat.no-test");
        }
        Instant began = clock.instant();
        return judge.judge(monitor, began, began, probe(monitor));
    }

    private static Result probe(Monitor monitor) {
        Probe probe = monitor.probe().orElseThrow();
        long start = System.nanoTime();
        try {
            Result result = probe.run(monitor.timeout());
            return result.phases().total() <= monitor.timeout().toNanos() || result.failure().isPresent()
                    ? result
                    : Result.failed(
                            Phrase.of("watch.late", result.phases().totalTime(), monitor.timeout()), result.phases());
        } catch (InterruptedException stopped) {
            return noAnswer(monitor, start);
        } catch (Exception | Error broken) {
            return broken(monitor, broken);
        }
    }

    private static Result broken(Monitor monitor, Throwable failure) {
        log.warn("The probe of {} ({}) failed", monitor.name(), monitor.type(), failure);
        return Result.failed(Phrase.of("watch.probe-broke", monitor.type(), failure.toString()), Phases.NONE);
    }

    private void finish(Looked looked) {
        Run run = looked.run;
        Seen seen;
        try {
            seen = judge.judge(run.monitor, run.planned, run.began, looked.result);
        } catch (RuntimeException | Error broken) {
            seen = judge.judge(run.monitor, run.planned, run.began, broken(run.monitor, broken));
        }
        try {
            finished.finished(run.live, run.monitor, seen);
        } catch (RuntimeException | Error e) {
            log.error("What a check of {} saw could not be taken in", run.monitor.name(), e);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Run run : runs) {
            if (now - run.startNanos > run.monitor.timeout().plus(GRACE).toNanos() && run.report()) {
                tally.timedOut();
                run.thread.interrupt();
                threads.newThread(() -> finish(new Looked(run, noAnswer(run.monitor, run.startNanos)))).start();
            }
        }
    }

    private static Result noAnswer(Monitor monitor, long startNanos) {
        Phases waited = new Phases(0, 0, 0, System.nanoTime() - startNanos, 0);
        return Result.failed(Phrase.of("watch.no-answer", monitor.timeout()), waited);
    }

    private static String host(Monitor monitor) {
        String target = monitor.target();
        int from = target.indexOf("://");
        from = from < 0 ? 0 : from + 3;
        int to = from;
        while (to < target.length() && "/?#".indexOf(target.charAt(to)) < 0) {
            to++;
        }
        return target.substring(from, to);
    }

    /** Takes no new checks and gives those that run a while to end; the rest are interrupted and not reported. */
    void drain(Duration atMost) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + atMost.toNanos();
        while (running() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        for (Run run : runs) {
            if (run.report()) {
                run.thread.interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        sweeper.shutdownNow();
        admission.close();
    }

    /** What a check gave, to be taken in by whoever reported it. */
    private record Looked(Run run, Result result) {}

    /** A check that runs. Reported once, by its own thread or by the sweeper. */
    private static final class Run {

        private final Live live;
        private final Monitor monitor;
        private final Instant planned;
        private final Instant began;
        private final long startNanos;
        private final Thread thread;
        private final AtomicBoolean reported = new AtomicBoolean();

        Run(Live live, Monitor monitor, Instant planned, Instant began, long startNanos, Thread thread) {
            this.live = live;
            this.monitor = monitor;
            this.planned = planned;
            this.began = began;
            this.startNanos = startNanos;
            this.thread = thread;
        }

        boolean report() {
            return reported.compareAndSet(false, true);
        }
    }
}
