package io.tocsin.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up host names within a limit. The JDK's own look-up can be neither limited nor interrupted, and holds the carrier
 * of a virtual thread for as long as the name server is silent; so it is done here on a few platform threads. Callers who
 * ask for the same name at the same time share one look-up. Safe for use by several threads.
 */
public final class NameLookup implements AutoCloseable {

    private static final long IDLE_SECONDS = 30;

    private final ConcurrentHashMap<String, FutureTask<List<InetAddress>>> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    /**
     * @param name of the threads
     * @param most look-ups at the same time
     */
    public NameLookup(String name, int most) {
        threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The addresses of a host, in the system's order.
     *
     * @throws UnknownHostException if it has none, or the name server said that it could not tell
     * @throws TimeoutException if the limit has passed
     */
    public List<InetAddress> addresses(String host, Duration limit)
            throws UnknownHostException, TimeoutException, InterruptedException {
        FutureTask<List<InetAddress>> lookup = running.computeIfAbsent(host, this::begin);
        try {
            return lookup.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("looking up " + host + " failed", failed.getCause());
        }
    }

    private FutureTask<List<InetAddress>> begin(String host) {
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> {
            try {
                return List.of(InetAddress.getAllByName(host));
            } finally {
                running.remove(host);
            }
        });
        threads.execute(lookup);
        return lookup;
    }

    /** Ends the threads; look-ups under way are given up. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
