package io.tocsin.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The least a check can cost with OkHttp: the same requests at the same pace, and nothing else. Arguments: requests a
 * second and seconds to warm up, the same for what is measured, addresses; prints the CPU of one request in microseconds.
 * Runs as a process of its own, with the flags of the bot.
 */
final class BareLoop {

    private static final int STRIPES = 256;
    private static final int IN_FLIGHT = 1_000;

    private BareLoop() {}

    public static void main(String[] args) throws Exception {
        int[] pace = Arrays.stream(args, 0, 4).mapToInt(Integer::parseInt).toArray();
        OkHttpClient[] clients = clients();
        List<Runnable> requests = new ArrayList<>();
        LongAdder done = new LongAdder();
        for (int i = pace.length; i < args.length; i++) {
            OkHttpClient client = clients[i % STRIPES];
            Request request =
                    new Request.Builder().url(args[i]).header("Connection", "close").build();
            requests.add(() -> ask(client, request, done));
        }
        pace(requests, pace[0], pace[1]);
        long cpu = cpuNanos();
        long before = done.sum();
        pace(requests, pace[2], pace[3]);
        double micros = (cpuNanos() - cpu) / 1000.0;
        System.out.printf(Locale.ROOT, "%.1f%n", micros / (done.sum() - before));
        System.exit(0);
    }

    /** Keeps the pace as far as it can: what is not answered in time is not piled up. */
    private static void pace(List<Runnable> requests, int perSecond, int seconds) throws InterruptedException {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            long due = 0;
            for (long tick = 0; tick < seconds * 100L; tick++) {
                long wait = start + tick * 10_000_000L - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                for (; due < (tick + 1) * perSecond / 100; due++) {
                    Runnable request = requests.get((int) (due % requests.size()));
                    if (inFlight.tryAcquire()) {
                        threads.execute(() -> {
                            request.run();
                            inFlight.release();
                        });
                    }
                }
            }
        }
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private static void ask(OkHttpClient client, Request request, LongAdder done) {
        try (Response response = client.newCall(request).execute()) {
            response.body().bytes();
            done.increment();
        } catch (IOException failed) {
            System.err.println(failed);
        }
    }

    private static OkHttpClient[] clients() {
        OkHttpClient base = new OkHttpClient.Builder()
                .callTimeout(Duration.ofSeconds(10))
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .followRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(new NoDelay())
                .build();
        OkHttpClient[] clients = new OkHttpClient[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            clients[i] = base.newBuilder().connectionPool(new ConnectionPool(0, 5, TimeUnit.MINUTES)).build();
        }
        return clients;
    }

    /** Sockets that send small packets at once. */
    private static final class NoDelay extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return new Socket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return new Socket(host, port, local, localPort);
        }
    }
}
