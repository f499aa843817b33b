package io.tocsin.guard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the calls that compute for long, which go on only where nobody else wants to run, and one that takes all the
 * memory, which is ended. Looks from time to time, as long as there are any calls at all.
 */
final class LongCalls {

    private static final Logger log = LoggerFactory.getLogger(LongCalls.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ScheduledExecutorService watch;
    private final Greed greed;
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final Set<Running<?>> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    LongCalls(ScheduledExecutorService watch) {
        this(watch, Greed.ofThisProcess());
    }

    LongCalls(ScheduledExecutorService watch, Greed greed) {
        this.watch = watch;
        this.greed = greed;
    }

    void begun(Running<?> call) {
        running.add(call);
        lookSoon();
    }

    private void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            try {
                var _ = watch.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                log.debug("the bot stops, nobody looks for long calls", stopping);
            }
        }
    }

    private long taken(Running<?> call) {
        return call.taken(thread -> threads.getThreadAllocatedBytes(thread.threadId()));
    }

    private void look() {
        looking.set(false);
        running.removeIf(Running::isOver);
        for (Running<?> call : running) {
            call.lessIfLong(thread -> Duration.ofNanos(threads.getThreadCpuTime(thread.threadId())), SHORT);
        }
        greed.worst(running, this::taken).ifPresent(call -> call.tooGreedy(taken(call)));
        if (!running.isEmpty()) {
            lookSoon();
        }
    }
}
