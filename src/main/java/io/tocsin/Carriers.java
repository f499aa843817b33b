package io.tocsin;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that virtual threads get on. One that loads or initializes a class keeps its carrier while it waits (JEP
 * 491), and there are as few carriers as processors: when all of them wait for a lock whose next owner is a virtual
 * thread without a carrier, nothing in the process would ever move again. So one more is started now and then, and as
 * long as it does not run, though the processors have nothing to do, there are more carriers.
 */
final class Carriers {

    private static final Logger log = LoggerFactory.getLogger(Carriers.class);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);
    /** A process that stands still takes less in that time. */
    private static final Duration IDLE = Duration.ofMillis(200);

    private static final int MOST = 256;
    /** What a queue of the scheduler holds at first. */
    private static final int QUEUE = 64;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int usual = scheduler.getParallelism();
    private final Semaphore ran = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().name("carriers").daemon().unstarted(this::watch);

    private Carriers() {}

    /** Begins to watch. */
    static Carriers start() {
        Carriers carriers = new Carriers();
        carriers.thread.start();
        return carriers;
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(ASKED_EVERY.toNanos());
                Thread.startVirtualThread(ran::release);
                await();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (UnsupportedOperationException fixed) {
            log.warn("Virtual threads stand still, and somebody has fixed the number of their carriers", fixed);
        }
    }

    /** Where it is late because there is much to do, more carriers would not help. */
    private void await() throws InterruptedException {
        Duration before = cpu();
        while (!ran.tryAcquire(ASKED_EVERY.toNanos(), TimeUnit.NANOSECONDS)) {
            Duration now = cpu();
            if (now.minus(before).compareTo(IDLE) < 0) {
                free();
                return;
            }
            before = now;
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Nothing is logged before it is done, because the log's lock may be among those that are waited for. A task for a
     * queue that is not empty has no carrier started for it, unless the queue must grow: so there are many.
     */
    private void free() throws InterruptedException {
        int carriers = usual;
        int tasks = QUEUE;
        do {
            carriers = Math.min(MOST, 2 * carriers);
            scheduler.setParallelism(carriers);
            for (int i = 0; i < tasks; i++) {
                Thread.startVirtualThread(() -> {});
            }
            tasks = Math.min(MOST * QUEUE, 2 * tasks);
        } while (!ran.tryAcquire(ASKED_EVERY.toNanos(), TimeUnit.NANOSECONDS));
        scheduler.setParallelism(usual);
        log.info("Virtual threads had stood still, until there were {} carriers", carriers);
    }

    void close() {
        thread.interrupt();
    }
}
