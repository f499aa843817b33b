package io.tocsin.spi;

import java.time.Duration;

/** Looks at one target. */
@FunctionalInterface
public interface Probe extends AutoCloseable {

    /**
     * Looks once, blocking. What goes wrong on the way is a {@link Result} with a failure, not an exception; an exception
     * means the probe itself is broken. When the limit has passed the thread is interrupted.
     *
     * @param limit the time this check may take, all of it
     */
    Result run(Duration limit) throws Exception;

    /** Releases what the probe holds; no check starts afterwards. */
    @Override
    default void close() {}
}
