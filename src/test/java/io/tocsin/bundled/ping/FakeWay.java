package io.tocsin.bundled.ping;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/** Answers as a test says: real loss needs a real network. */
record FakeWay(Way way) implements Echoing {

    @FunctionalInterface
    interface Way {
        RoundTrips send(InetAddress to, int count, Duration limit) throws IOException, InterruptedException;
    }

    @Override
    public RoundTrips send(InetAddress to, int count, Duration limit) throws IOException, InterruptedException {
        return way.send(to, count, limit);
    }

    @Override
    public void close() {}
}
