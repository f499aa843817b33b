package io.tocsin.watch;

import java.lang.management.ManagementFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Begins checks at once while the processors keep up with them, and lets them wait, unbegun and in their order, while they
 * do not: thousands of half-done ones would stand in each other's way, fill the memory and run into their own time limits,
 * and what is well would be told as down. Checks that only wait for an answer need no processor, and hold up nobody.
 */
final class Admission implements AutoCloseable {

    /** So many virtual threads that could go on, for each that does, are about a millisecond of work. */
    private static final long CROWD = 8;

    private final BooleanSupplier crowded;
    private final LinkedBlockingQueue<Thread> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    /** @param crowded whether the processors have more than enough to do */
    Admission(BooleanSupplier crowded) {
        this.crowded = crowded;
        this.thread = Thread.ofPlatform().name("admission").daemon().start(this::work);
    }

    /** Judges by the scheduler of virtual threads. */
    static Admission ofThisProcess() {
        VirtualThreadSchedulerMXBean scheduler =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        return new Admission(() -> scheduler.getQueuedVirtualThreadCount() > CROWD * scheduler.getParallelism());
    }

    /** Starts the thread of a check, now or later. Does not block. */
    void begin(Thread check) {
        if (waiting.isEmpty() && !crowded.getAsBoolean()) {
            check.start();
        } else {
            waiting.add(check);
        }
    }

    private void work() {
        try {
            while (true) {
                Thread check = waiting.take();
                while (crowded.getAsBoolean()) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                check.start();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
