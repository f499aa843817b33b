package io.tocsin.guard;

import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** The only way into a plugin's code. */
public interface Guard extends AutoCloseable {

    /**
     * Calls the plugin and waits for it.
     *
     * @param what what it is asked to do, for whoever reads of its failure
     * @throws Refusal if the plugin refuses, fails, or does not answer within the limit
     * @throws Exception whatever else its contract lets it throw
     */
    <T> T call(String what, Duration limit, Callable<T> work) throws Exception;

    /** Calls the plugin and waits for it where nobody has asked for anything, so that a refusal is a failure like others. */
    default <T> T tell(String what, Duration limit, Callable<T> work) throws Exception {
        return call(what, limit, Unread.of(work));
    }

    /** Calls the plugin and waits, on threads that serve nothing but checks. */
    <T> T probe(Duration limit, Callable<T> work) throws Exception;

    /** Has the plugin do something, and returns at once. A failure is noted, also a refusal. */
    void post(Job job);

    /**
     * Something to be done that nobody waits for.
     *
     * @param limit after which it is interrupted and noted as a failure
     * @param ended run at the end, however it ends
     */
    record Job(String what, Duration limit, Action work, Runnable ended) {}

    /** Whether nothing is under way of what was posted, so that a test can go on. */
    default boolean isIdle() {
        return true;
    }

    /** Whether nothing of the plugin runs or waits to run. */
    default boolean isQuiet() {
        return true;
    }

    Limits limits();

    /** How long the calls took, by what the plugin was asked to do; those that took most of its time first. */
    List<CallTimes> times();

    /** Code of a plugin. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    @Override
    void close();
}
