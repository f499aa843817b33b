package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CarriersTest {

    private static final CountDownLatch ENTERED = new CountDownLatch(1);
    private static final CountDownLatch OTHER = new CountDownLatch(1);
    private static final CountDownLatch DONE = new CountDownLatch(1);

    @Test
    void virtualThreadsGoOnWhenClassesKeepEveryCarrier() throws Exception {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=1",
                "-cp", System.getProperty("java.class.path"),
                CarriersTest.class.getName())
                .redirectErrorStream(true)
                .start();

        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("it goes on");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A process of its own, with one carrier. */
    public static void main(String[] args) throws InterruptedException {
        Carriers carriers = Carriers.start();
        Thread.startVirtualThread(() -> {
            Waiting.begin();
            DONE.countDown();
        });
        ENTERED.await();
        // queues that are not empty have no carrier started for what is added
        IntStream.range(0, 1_000).forEach(i -> Thread.startVirtualThread(() -> {}));
        Thread.startVirtualThread(OTHER::countDown);
        DONE.await();
        carriers.close();
        System.out.println("it goes on");
    }

    /** Its initializer keeps the carrier until another virtual thread has run. */
    private static final class Waiting {

        static {
            ENTERED.countDown();
            try {
                OTHER.await();
            } catch (InterruptedException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private Waiting() {}

        static void begin() {}
    }
}
