package io.tocsin.guard;

import io.tocsin.bytecode.Checkpoint;
import io.tocsin.bytecode.GivenUp;
import io.tocsin.priority.Background;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For foreign code: a few threads of its own, a limit on each call, and nothing comes out but what the contract knows. */
public final class DropInGuard implements Guard {

    private static final Logger log = LoggerFactory.getLogger(DropInGuard.class);
    private static final int CALL_THREADS = 4;
    private static final int PROBE_THREADS = 16;

    private final String plugin;
    private final Faults faults;
    private final Containment containment;
    private final Traces traces;
    private final Lane calls;
    private final Lane probes;
    private final AtomicInteger posted = new AtomicInteger();
    private final Strays strays;
    private final Timings timings = new Timings();

    public DropInGuard(String plugin, ClassLoader loader, Faults faults, Containment containment) {
        this.plugin = plugin;
        this.faults = faults;
        this.containment = containment;
        this.traces = new Traces(String.valueOf(loader.getName()));
        this.calls = new Lane("plugin-" + plugin, CALL_THREADS, loader, containment.longCalls());
        this.probes = new Lane("plugin-" + plugin + "-probe", PROBE_THREADS, loader, containment.longCalls());
        this.strays = new Strays(loader, List.of(calls, probes));
    }

    @Override
    public <T> T call(String what, Duration limit, Callable<T> work) throws Exception {
        return await(calls, what, limit, work);
    }

    @Override
    public <T> T probe(Duration limit, Callable<T> work) throws Exception {
        return await(probes, "check", limit, work);
    }

    private <T> T await(Lane lane, String what, Duration limit, Callable<T> work) throws Exception {
        if (lane.isCurrentThread()) {
            return inPlace(what, work);
        }
        Running<T> running = new Running<>(contained(what, work), () -> {});
        begin(lane, running, what);
        try {
            return running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            log.debug("plugin {}: gave up waiting", plugin, late);
            throw new Refusal(abandon(lane, running, what, limit));
        } catch (InterruptedException stopped) {
            lane.end(running);
            throw stopped;
        } catch (CancellationException closed) {
            log.debug("plugin {}: closed while {} waited", plugin, what, closed);
            throw running.why()
                    .map(why -> Refusal.of("plugin.threw", plugin, why))
                    .orElseGet(() -> Refusal.of("plugin.gone", plugin));
        } catch (ExecutionException thrown) {
            throw passed(Objects.requireNonNullElse(thrown.getCause(), thrown));
        }
    }

    /** A call by the plugin itself: whoever waits for it has a limit already. */
    private <T> T inPlace(String what, Callable<T> work) throws Exception {
        try {
            return contained(what, work).call();
        } catch (PluginFailure failure) {
            throw passed(failure);
        }
    }

    private Exception passed(Throwable thrown) {
        return switch (thrown) {
            case Refusal refusal -> refusal;
            case RoomException room -> room;
            case PluginFailure failure -> Refusal.of("plugin.threw", plugin, failure.what());
            default -> Refusal.of("plugin.threw", plugin, String.valueOf(thrown.getMessage()));
        };
    }

    @Override
    public void post(Job job) {
        Running<Boolean> running = new Running<>(
                contained(job.what(), Unread.of(() -> {
                    job.work().run();
                    return true;
                })),
                () -> {
                    job.ended().run();
                    posted.decrementAndGet();
                });
        posted.incrementAndGet();
        running.alarm(containment
                .watch()
                .schedule(() -> expire(running, job), job.limit().toNanos(), TimeUnit.NANOSECONDS));
        try {
            begin(calls, running, job.what());
        } catch (Refusal full) {
            log.warn("plugin {}: {} is left out: {}", plugin, job.what(), full.getMessage());
            running.over();
        }
    }

    private void expire(Running<?> running, Job job) {
        if (!running.isDone()) {
            abandon(calls, running, job.what(), job.limit());
        }
    }

    private void begin(Lane lane, Running<?> running, String what) {
        running.onGreed(bytes -> stopGreed(lane, running, what, bytes));
        try {
            lane.begin(running);
        } catch (RejectedExecutionException full) {
            log.debug("plugin {}: no room for {}", plugin, what, full);
            faults.note(what, Phrase.of("plugin.busy", plugin));
            throw Refusal.of("plugin.busy", plugin);
        }
    }

    private void stopGreed(Lane lane, Running<?> running, String what, long bytes) {
        Phrase where = running.trace().map(this::where).orElse(Phrase.of("plugin.queued"));
        Phrase told = Phrase.of("plugin.greedy", bytes >> 20, where);
        faults.note(what, told);
        running.because(told);
        log.warn("plugin {}: {} takes too much memory ({} MB); interrupted", plugin, what, bytes >> 20);
        lane.end(running);
        later(() -> lose(lane, running, what));
    }

    /** Ends a call at its next chance; the thread of one that takes none is abandoned after a while. */
    private Phrase abandon(Lane lane, Running<?> running, String what, Duration limit) {
        Optional<StackTraceElement[]> trace = running.trace();
        Phrase where = trace.map(this::where).orElse(Phrase.of("plugin.queued"));
        lane.end(running);
        later(() -> lose(lane, running, what));
        Phrase silent = Phrase.of("plugin.silent", plugin, seconds(limit), where);
        faults.note(what, silent);
        String line = trace.flatMap(traces::line).orElse("none of its own lines");
        log.warn("plugin {}: {} has not ended within {}, it is at {}; interrupted", plugin, what, limit, line);
        return silent;
    }

    private void lose(Lane lane, Running<?> running, String what) {
        Phrase where = running.trace().map(this::where).orElse(Phrase.of("plugin.queued"));
        lane.lose(running, faults::regain).ifPresent(thread -> {
            faults.abandon(what, Phrase.of("plugin.abandoned", thread.getName(), where));
            log.warn("plugin {}: {} heeds no interrupt; its thread {} is abandoned, and its classes stay with it",
                    plugin,
                    what, thread.getName());
        });
    }

    /** When what was given up should have ended. */
    private void later(Runnable look) {
        try {
            containment.watch().schedule(look, limits().stop().toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            log.debug("plugin {}: the bot stops, nobody looks after it", plugin, stopping);
        }
    }

    private Phrase where(StackTraceElement[] trace) {
        return traces.line(trace).map(line -> Phrase.of("plugin.at", line)).orElse(Phrase.of("plugin.elsewhere"));
    }

    @SuppressWarnings("IllegalCatch") // foreign code may throw anything
    private <T> Callable<T> contained(String what, Callable<T> work) {
        return () -> {
            long begun = System.nanoTime();
            try {
                return work.call();
            } catch (Refusal | RoomException known) {
                throw known;
            } catch (InterruptedException | GivenUp heeded) {
                log.debug("plugin {}: {} heeded the interrupt", plugin, what, heeded);
                throw new PluginFailure(Phrase.literal("interrupted"));
            } catch (Throwable thrown) {
                throw failure(what, thrown);
            } finally {
                timings.note(what, System.nanoTime() - begun);
            }
        };
    }

    private PluginFailure failure(String what, Throwable thrown) {
        Phrase description = traces.describe(thrown);
        if (Checkpoint.givenUp()) {
            log.debug("plugin {}: {} ended in another error", plugin, what, thrown);
            return new PluginFailure(description);
        }
        faults.note(what, description);
        log.warn("plugin {}: {} failed: {}", plugin, what, description);
        log.info("plugin {}: all of it", plugin, thrown);
        return new PluginFailure(description);
    }

    @Override
    public List<CallTimes> times() {
        return timings.all();
    }

    @Override
    public boolean isIdle() {
        return posted.get() == 0;
    }

    @Override
    public boolean isQuiet() {
        return calls.idle() && probes.idle();
    }

    @Override
    public Limits limits() {
        return containment.limits();
    }

    private static String seconds(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() {
        for (Lane lane : List.of(calls, probes)) {
            for (Running<?> running : lane.close()) {
                later(() -> lose(lane, running, "unload"));
            }
        }
        List<Thread> left = strays.end();
        if (!left.isEmpty()) {
            String names = left.stream().map(Thread::getName).collect(Collectors.joining(", "));
            faults.note("unload", Phrase.of("plugin.strays", names));
            log.warn("plugin {} has left threads behind: {}; interrupted", plugin, names);
            later(() -> left.forEach(this::lost));
        }
    }

    private void lost(Thread stray) {
        if (stray.isAlive()) {
            Background.onlyWhenIdle(stray, 0);
            faults.abandon("unload", Phrase.of("plugin.abandoned", stray.getName(), where(stray.getStackTrace())));
            log.warn("plugin {}: its own thread {} heeds no interrupt and is abandoned", plugin, stray.getName());
        }
    }
}
