package io.tocsin.witness;

import io.tocsin.witness.Gap.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether what the bot sees counts. It does not while no witness answers, nor around a jump of the clock; what began
 * before that was over does not count either. Safe for use by many threads.
 */
public final class Eyes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Eyes.class);
    /** From so much on it is no correction of a clock that goes a little wrong. */
    private static final Duration STEP = Duration.ofSeconds(5);
    /** A machine that wakes has no network yet. */
    private static final Duration WAKING = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ASKING = Duration.ofMillis(250);
    private static final Duration BLIND = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WitnessSettings settings;
    private final Witnesses witnesses;
    private final Supplier<Moment> clocks;
    private final Object lock = new Object();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("sight").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    private volatile long offset;
    private volatile Instant known;
    private volatile Instant answered;
    private volatile Instant countsFrom = Instant.MIN;
    private volatile Optional<Gap> network = Optional.empty();
    private volatile Optional<Gap> jump = Optional.empty();
    private boolean networkBack;
    private long awakeNanos;
    private Optional<CompletableFuture<Boolean>> next = Optional.empty();
    private volatile long lastRound;
    private volatile boolean closed;

    /**
     * Both clocks at one moment.
     *
     * @param wall the clock that may be set
     * @param nanos the one that only goes on, but may stand still while the machine sleeps
     */
    public record Moment(Instant wall, long nanos) {}

    /** Hears that sight is back. */
    public interface Listener {

        /** Nothing counts yet, but is about to. */
        void returning(List<Gap> gaps);

        /** From now on all counts again. */
        void returned(List<Gap> gaps, Instant at);
    }

    public Eyes(WitnessSettings settings, Supplier<Moment> clocks) {
        this.settings = settings;
        this.witnesses = new Witnesses(settings.witnesses());
        this.clocks = clocks;
        Moment now = clocks.get();
        this.offset = offset(now);
        this.known = now.wall;
        this.answered = now.wall;
        this.lastRound = now.nanos - settings.every().toNanos();
    }

    /** Begins to look by itself. */
    public void start(Listener listener) {
        var _ = timer.scheduleWithFixedDelay(() -> tick(listener), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static long offset(Moment moment) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, moment.wall) - moment.nanos;
    }

    /** Why nothing counts, if nothing does. */
    public Optional<Gap> blind() {
        return network.or(() -> jump);
    }

    /**
     * Whether a check counts. Blocks while witnesses are asked, if it was bad.
     *
     * @param began when the check began; for silence, when it was noticed
     */
    public boolean counts(Instant began, boolean bad) {
        look();
        if (bad && !settings.witnesses().isEmpty() && blind().isEmpty()) {
            ask();
        }
        return blind().isEmpty() && !began.isBefore(countsFrom)
                && !began.isAfter(clocks.get().wall.plus(LOOK));
    }

    /** Looks whether the clock has jumped. */
    void look() {
        if (Math.abs(offset(clocks.get()) - offset) < STEP.toNanos()) {
            return;
        }
        synchronized (lock) {
            Moment now = clocks.get();
            Duration step = Duration.ofNanos(offset(now) - offset);
            if (step.abs().compareTo(STEP) < 0) {
                return;
            }
            log.warn("The clock jumped by {}, or the machine slept; nothing is judged for a while", step);
            offset = offset(now);
            Gap first = jump.orElse(new Gap(Cause.CLOCK, now.wall, known, Duration.ZERO));
            jump = Optional.of(new Gap(Cause.CLOCK, first.from(), first.known(), first.step().plus(step)));
            awakeNanos = now.nanos + WAKING.toNanos();
            countsFrom = now.wall;
        }
    }

    /** Waits for witnesses that are asked after this moment. */
    private void ask() {
        CompletableFuture<Boolean> answer = asked();
        try {
            boolean _ = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            log.warn("The witnesses could not be asked", late);
        }
    }

    private CompletableFuture<Boolean> asked() {
        synchronized (lock) {
            if (closed) {
                return CompletableFuture.completedFuture(true);
            }
            if (next.isPresent()) {
                return next.get();
            }
            CompletableFuture<Boolean> round = new CompletableFuture<>();
            next = Optional.of(round);
            long wait = lastRound + BETWEEN_ASKING.toNanos() - clocks.get().nanos;
            var _ = timer.schedule(this::round, Math.clamp(wait, 0, BETWEEN_ASKING.toNanos()), TimeUnit.NANOSECONDS);
            return round;
        }
    }

    /** Asks all witnesses once; those who wait for an answer that is asked for after now wait for the next round. */
    void round() {
        Optional<CompletableFuture<Boolean>> waiting;
        Moment began;
        synchronized (lock) {
            waiting = next;
            next = Optional.empty();
            began = clocks.get();
            lastRound = began.nanos;
        }
        try {
            heard(witnesses.answer(), began);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.ifPresent(round -> round.complete(network.isEmpty()));
        }
    }

    private void heard(boolean answer, Moment began) {
        synchronized (lock) {
            if (answer) {
                answered = clocks.get().wall;
            } else if (network.isEmpty()) {
                log.warn("No witness of {} answers: the bot's own network is gone, nothing is judged",
                        settings.witnesses());
                network = Optional.of(new Gap(Cause.NETWORK, began.wall, answered, Duration.ZERO));
            }
            networkBack = answer;
        }
    }

    private void tick(Listener listener) {
        try {
            step(listener);
        } catch (RuntimeException | Error broken) {
            log.error("Looking whether the network is there failed, and is tried again", broken);
        }
    }

    /** What is done every second. */
    void step(Listener listener) {
        look();
        Moment now = clocks.get();
        Duration every = network.isPresent() ? BLIND : settings.every();
        if (!settings.witnesses().isEmpty() && now.nanos - lastRound >= every.toNanos()) {
            round();
        }
        synchronized (lock) {
            Moment seen = clocks.get();
            long moved = offset(seen) - offset;
            if (Math.abs(moved) < STEP.toNanos() && blind().isEmpty()) {
                offset += moved;
                known = seen.wall;
            }
        }
        conclude(listener);
    }

    private boolean over() {
        synchronized (lock) {
            return blind().isPresent() && (network.isEmpty() || networkBack)
                    && (jump.isEmpty() || clocks.get().nanos - awakeNanos >= 0);
        }
    }

    private void conclude(Listener listener) {
        if (!over()) {
            return;
        }
        List<Gap> gaps = new ArrayList<>();
        network.ifPresent(gaps::add);
        jump.ifPresent(gaps::add);
        listener.returning(gaps);
        Instant now;
        synchronized (lock) {
            now = clocks.get().wall;
            if (!over() || !network.or(() -> jump).equals(gaps.stream().findFirst())) {
                return;
            }
            network = Optional.empty();
            jump = Optional.empty();
            countsFrom = now;
            known = now;
        }
        listener.returned(gaps, now);
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            next.ifPresent(round -> round.complete(true));
            next = Optional.empty();
        }
        timer.shutdownNow();
    }
}
