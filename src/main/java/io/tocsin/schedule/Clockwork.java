package io.tocsin.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls its members when their time has come: monitors, plugins' tasks, whoever joins. Members of one schedule share
 * one trigger and are released one by one, each at its own offset from the schedule's times, which stays the same as
 * long as it is a member:
 *
 * <ul>
 *   <li>{@code every 30s}: evenly spread over the whole period;
 *   <li>cron: within {@link Timing#spread}, but never past the expression's shortest step;
 *   <li>a start that is late still happens until the member's next one has come; then it counts as {@link #missed}.
 * </ul>
 *
 * <p>When the system's clock is set, or the machine slept, all is planned anew from the new time.
 */
public final class Clockwork implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Clockwork.class);
    private static final String PULSE = "\0pulse";
    private static final Duration PULSE_PERIOD = Duration.ofSeconds(5);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(20);
    private static final long LONGEST_PARK = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP = TimeUnit.SECONDS.toNanos(1);

    /** Hears that a member's time has come. */
    @FunctionalInterface
    public interface Due {

        /**
         * Called on the clock's only thread, which must not be kept: start a thread and return.
         *
         * @param planned this member's own planned instant, against which lateness is measured
         */
        void due(String id, Instant planned);
    }

    /**
     * When a member wants to be called.
     *
     * @param zone where the schedule's wall clock hangs
     * @param spread how far a member on cron may be put off, so that not all start at once; zero is on the second
     */
    public record Timing(Schedule schedule, ZoneId zone, Duration spread) {

        /** How far members on cron are spread unless somebody says otherwise. */
        public static final Duration SPREAD = Duration.ofSeconds(5);

        public Timing {
            if (spread.isNegative()) {
                throw new IllegalArgumentException("A spread cannot be negative, as " + spread + " is");
            }
        }

        /** At the schedule's very times, if it is cron. */
        public static Timing exact(Schedule schedule, ZoneId zone) {
            return new Timing(schedule, zone, Duration.ZERO);
        }
    }

    private final Object lock = new Object();
    private final InstantSource time;
    private final LongSupplier nanos;
    private final Plan plan = new Plan();
    private final Ticker ticker;
    private final Thread thread = Thread.ofPlatform().name("tocsin-clock").unstarted(this::run);
    private long offset;
    private volatile Instant pulse = Instant.MIN;
    private volatile boolean open = true;

    public Clockwork(InstantSource time) {
        this(time, System::nanoTime);
    }

    /** With the monotonic clock beside which steps of the other are seen. */
    Clockwork(InstantSource time, LongSupplier nanos) {
        this.time = time;
        this.nanos = nanos;
        this.ticker = new Ticker(time, this::fired);
        this.offset = offset(time.instant());
    }

    /** Adds a member, or gives one another timing; it is called from its next time on. */
    public void join(String id, Timing timing, Due due) {
        synchronized (lock) {
            plan.leave(id).ifPresent(ticker::remove);
            plan.join(id, timing, due, time.millis()).ifPresent(ticker::add);
        }
        LockSupport.unpark(thread);
    }

    /** Removes a member, if it is one. A call that is under way may still arrive. */
    public void leave(String id) {
        synchronized (lock) {
            plan.leave(id).ifPresent(ticker::remove);
        }
    }

    /** When a member is to be called next; empty for a stranger, and when its schedule is over. */
    public Optional<Instant> plannedNext(String id) {
        synchronized (lock) {
            return plan.plannedNext(id, time.millis());
        }
    }

    /** How many starts did not happen because the next one had come already: the machine slept, or was too slow. */
    public long missed() {
        synchronized (lock) {
            return plan.missed();
        }
    }

    /** Begins to call; members may have joined before. */
    public void start() {
        pulse = time.instant();
        join(PULSE, Timing.exact(new Period(PULSE_PERIOD), ZoneId.of("UTC")), (id, planned) -> pulse = time.instant());
        synchronized (lock) {
            offset = offset(time.instant());
            planAnew(time.millis());
        }
        ticker.start();
        thread.start();
    }

    /** Whether time goes by here: Quartz fires and members are released. */
    public boolean isAlive() {
        return open && thread.isAlive() && pulse.plus(DEAD_AFTER).isAfter(time.instant());
    }

    @Override
    public void close() {
        open = false;
        ticker.close();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(DEAD_AFTER);
            }
        } catch (InterruptedException e) {
            log.debug("Interrupted while the clock stops", e);
            Thread.currentThread().interrupt();
        }
    }

    private void fired(Group group, long planned) {
        synchronized (lock) {
            plan.fired(group, planned);
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        while (open) {
            try {
                turn();
            } catch (RuntimeException e) {
                log.error("The clock stumbled and goes on", e);
            }
        }
    }

    /** Releases who is due, then waits for the next. */
    private void turn() {
        List<Plan.Start> starts;
        Instant now = time.instant();
        synchronized (lock) {
            watchSteps(now);
            starts = plan.due(now.toEpochMilli());
        }
        starts.forEach(Clockwork::release);
        long wake;
        synchronized (lock) {
            wake = plan.nextWake();
        }
        LockSupport.parkNanos(this, until(wake));
    }

    private long until(long wake) {
        if (wake == Group.NEVER) {
            return LONGEST_PARK;
        }
        Duration left = Duration.between(time.instant(), Instant.ofEpochMilli(wake));
        return left.compareTo(Duration.ofNanos(LONGEST_PARK)) > 0 ? LONGEST_PARK : left.toNanos();
    }

    private static void release(Plan.Start start) {
        try {
            start.release();
        } catch (RuntimeException | LinkageError e) {
            log.error("{} was due at {} and failed to start; its schedule goes on", start.id(), start.at(), e);
        }
    }

    /** A clock that is set goes otherwise than the monotonic one. */
    private void watchSteps(Instant now) {
        long offsetNow = offset(now);
        long step = offsetNow - offset;
        offset = offsetNow;
        if (Math.abs(step) < STEP) {
            return;
        }
        log.warn("The system clock stepped by {}: all schedules go on from {}", Duration.ofNanos(step), now);
        plan.countMissed(now.toEpochMilli());
        planAnew(now.toEpochMilli());
        pulse = now;
    }

    private void planAnew(long now) {
        plan.restart(now);
        plan.groups().forEach(group -> {
            ticker.remove(group);
            ticker.add(group);
        });
    }

    private long offset(Instant now) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, now) - nanos.getAsLong();
    }
}
