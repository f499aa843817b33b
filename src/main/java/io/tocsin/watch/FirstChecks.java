package io.tocsin.watch;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Checks that nobody planned: of all monitors after a start, and of those that are new, changed or resumed. As many at a
 * time as can be worked on, so that thousands keep neither memory nor those that are on schedule waiting; where they
 * hang, another one every now and then.
 */
final class FirstChecks implements AutoCloseable {

    private static final int AT_A_TIME = 128;
    private static final int LONGEST_WAIT_MILLIS = 2;

    private final Checks checks;
    private final LinkedBlockingQueue<Live> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    FirstChecks(Checks checks) {
        this.checks = checks;
        this.thread = Thread.ofPlatform().name("first-checks").daemon().start(this::work);
    }

    void add(Live live) {
        waiting.add(live);
    }

    private void work() {
        try {
            while (true) {
                Live live = waiting.take();
                for (int i = 0; i < LONGEST_WAIT_MILLIS && checks.running() >= AT_A_TIME; i++) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                if (!live.removed() && live.unseen()) {
                    checks.startNow(live);
                }
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
