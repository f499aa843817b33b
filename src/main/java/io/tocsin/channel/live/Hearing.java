package io.tocsin.channel.live;

/** What hears what people say, from its start until it is closed. */
public interface Hearing extends AutoCloseable {

    /** Returns when it has begun. */
    void start();

    /** Waits for nothing. */
    @Override
    void close();
}
