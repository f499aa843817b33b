package io.tocsin.bytecode;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Called by woven classes. As long as no thread is given up, which is nearly always, a call costs the read of one field;
 * the interrupted state of the thread is left to the plugin.
 */
public final class Checkpoint {

    /** For what a plugin's own methods do on the way out, such as closing a file. */
    private static final long FAREWELL = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Map<Thread, Long> SINCE = new ConcurrentHashMap<>();
    private static volatile boolean any;

    private Checkpoint() {}

    /** Before each jump backwards. */
    public static void jump() {
        if (any && givenUp()) {
            throw new GivenUp();
        }
    }

    /** At the beginning of each method: recursion, and loops of the JDK that call back, have no jumps of the plugin's. */
    public static void enter() {
        if (any && givenUpLongAgo()) {
            throw new GivenUp();
        }
    }

    private static boolean givenUpLongAgo() {
        Long since = SINCE.get(Thread.currentThread());
        return since != null && System.nanoTime() - since > FAREWELL;
    }

    /** Whether the call that runs on this thread is given up. */
    public static boolean givenUp() {
        return any && SINCE.containsKey(Thread.currentThread());
    }

    /** Has what runs on a thread end at the next chance, until it is released. */
    public static void giveUp(Thread thread) {
        synchronized (SINCE) {
            SINCE.keySet().removeIf(each -> !each.isAlive());
            SINCE.putIfAbsent(thread, System.nanoTime());
            any = true;
        }
    }

    /** The thread may be used again. */
    public static void release(Thread thread) {
        if (!any) {
            return;
        }
        synchronized (SINCE) {
            SINCE.remove(thread);
            SINCE.keySet().removeIf(each -> !each.isAlive());
            any = !SINCE.isEmpty();
        }
    }
}
