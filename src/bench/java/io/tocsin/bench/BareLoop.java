package io.tocsin.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 * second, seconds, addresses. Runs as a process of its own, with the bot's flags.
 */
final class BareLoop {

    private static final int STRIPES = 256;

    private BareLoop() {}

    public static void main(String[] args) throws Exception {
        int perSecond = Integer.parseInt(args[0]);
        int seconds = Integer.parseInt(args[1]);
        OkHttpClient[] clients = clients();
        Request[] requests = new Request[args.length - 2];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = new Request.Builder().url(args[i + 2]).header("Connection", "close").build();
        }
        LongAdder done = new LongAdder();
        long cpu = 0;
        long before = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            long sent = 0;
            for (long tick = 0; tick < seconds * 100L; tick++) {
                long wait = start + tick * 10_000_000L - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                if (tick == seconds * 50L) {
                    cpu = cpuNanos();
                    before = done.sum();
                }
                for (; sent < (tick + 1) * perSecond / 100; sent++) {
                    int n = (int) (sent % requests.length);
                    threads.execute(() -> ask(clients[n % STRIPES], requests[n], done));
                }
            }
            cpu = cpuNanos() - cpu;
            before = done.sum() - before;
        }
        System.out.printf(Locale.ROOT, "%.1f %d%n", cpu / 1000.0 / before, before * 2 / seconds);
        System.exit(0);
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
