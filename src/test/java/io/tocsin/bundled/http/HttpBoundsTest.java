package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a check may take at most: memory, and time after it was interrupted. */
final class HttpBoundsTest {

    private final Probing probing = new Probing();

    @BeforeAll
    static void warmUp() throws Exception {
        Probing.warmUp();
    }

    @AfterEach
    void close() {
        probing.close();
    }

    @Test
    void anInterruptionEndsAHangingCheckAtOnce() throws Exception {
        try (RawServer server = RawServer.fallingSilentAfter("")) {
            Probe probe = probing.probe(server.url());
            AtomicReference<Throwable> end = new AtomicReference<>();
            CountDownLatch ended = new CountDownLatch(1);
            Thread check = Thread.ofVirtual().start(() -> {
                try {
                    probe.run(Duration.ofMinutes(5));
                } catch (Throwable thrown) {
                    end.set(thrown);
                }
                ended.countDown();
            });
            await().until(() -> server.connections() == 1);

            check.interrupt();

            await().until(() -> ended.getCount() == 0);
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
            await().untilAsserted(() -> assertThat(server.allClosed()).isTrue());
        }
    }

    @Test
    void anEndlessBodyTakesLittleMoreThanItsBound() throws Exception {
        byte[] block = new byte[65_536];
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(block);
            }
        })) {
            Probe probe = probing.probe(server.url());
            allocated(() -> probe.run(Probing.LIMIT));

            assertThat(allocated(() -> probe.run(Probing.LIMIT))).isLessThan(4_000_000);
        }
    }

    @Test
    void aLongHeaderTakesLittleMoreThanItsBound() throws Exception {
        byte[] block = "X-Line: 12345678901234567890\r\n".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1);
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(block);
            }
        })) {
            Probe probe = probing.probe(server.url());

            assertThat(allocated(() -> probe.run(Probing.LIMIT))).isLessThan(4_000_000);
        }
    }

    @Test
    void aLengthThatIsOnlyPromisedTakesNothing() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx")) {
            Probe probe = probing.probe(server.url(), "max-body=100000000");

            assertThat(allocated(() -> probe.run(Probing.LIMIT))).isLessThan(2_000_000);
        }
    }

    @Test
    void bodiesThatAreReadAtTheSameTimeShareABound() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        byte[] half = new byte[700_000];
        try (RawServer server = new RawServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.write(half);
            release.await();
            out.write(new byte[300_000]);
        });
                Probing narrow = new Probing(1_500_000)) {
            List<FutureTask<Result>> checks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Probe probe = narrow.probe(server.url());
                checks.add(new FutureTask<>(() -> probe.run(Probing.LIMIT)));
            }
            checks.forEach(Thread.ofVirtual()::start);
            await().until(() -> checks.stream().filter(FutureTask::isDone).count() == 3);
            release.countDown();

            long whole = 0;
            for (FutureTask<Result> check : checks) {
                Result result = check.get();
                if (result.failure().isEmpty()) {
                    whole++;
                    continue;
                }
                assertThat(Probing.reason(result))
                        .isEqualTo("the answers being read at this moment take more than 1 MB; this one was left out");
            }
            assertThat(whole).isEqualTo(1);
            assertThat(Probing.run(narrow.probe(server.url()), Probing.LIMIT).body()).hasSize(1_000_000);
        }
    }

    @Test
    void afterTheEndNoCheckIsLeftOnTheThread() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n")) {
            Probe probe = probing.probe(server.url());

            Probing.onVirtualThread(() -> {
                probe.run(Probing.LIMIT);
                assertThatThrownBy(Check::current).isInstanceOf(IllegalStateException.class);
                return "";
            });
        }
    }

    /** The bytes that work allocates, which only platform threads can tell. */
    private static long allocated(Callable<Result> work) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.call();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
