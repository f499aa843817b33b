package io.tocsin.bundled.ping;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A program of its own, run in a network of its own: pings by the kernel's sockets and says what came of it. */
final class KernelPings {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private KernelPings() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("RAN");
        try (KernelEchoing echoing = new KernelEchoing()) {
            for (String address : List.of("127.0.0.1", "::1")) {
                RoundTrips trips = echoing.send(InetAddress.ofLiteral(address), 3, LIMIT);
                boolean order = 0 < trips.least() && trips.least() <= trips.mean() && trips.mean() <= trips.most();
                System.out.println((address.equals("::1") ? "6: " : "4: ") + trips.received() + " of " + trips.sent()
                        + (order ? ", in order" : ", " + trips));
            }
            int answered = 0;
            // no more than fit into the smallest buffer of the kernel
            Semaphore atOnce = new Semaphore(100);
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<RoundTrips>> all = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    InetAddress to = InetAddress.ofLiteral("127.0.0." + (1 + i % 200));
                    all.add(many.submit(() -> {
                        atOnce.acquire();
                        try {
                            return echoing.send(to, 1, LIMIT);
                        } finally {
                            atOnce.release();
                        }
                    }));
                }
                for (Future<RoundTrips> one : all) {
                    answered += one.get().received();
                }
            }
            System.out.println("many: " + answered + " of 500");
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("ping-")) {
                thread.join(LIMIT);
                System.out.println(thread.isAlive() ? "a thread is left" : "");
            }
        }
        System.out.println("threads gone");
    }
}
