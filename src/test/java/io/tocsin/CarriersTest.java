package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("takes the virtual threads of the whole process their carriers")
final class CarriersTest {

    private static final CountDownLatch ENTERED = new CountDownLatch(1);
    private static final CountDownLatch OTHER = new CountDownLatch(1);
    private static final CountDownLatch DONE = new CountDownLatch(1);

    @Test
    void virtualThreadsGoOnWhenClassesKeepEveryCarrier() throws Exception {
        VirtualThreadSchedulerMXBean scheduler =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        int usual = scheduler.getParallelism();
        scheduler.setParallelism(1);
        Carriers carriers = Carriers.start();
        try {
            Thread.startVirtualThread(() -> {
                Waiting.begin();
                DONE.countDown();
            });
            ENTERED.await();
            Thread.startVirtualThread(OTHER::countDown);

            assertThat(DONE.await(30, TimeUnit.SECONDS)).isTrue();
            await().until(() -> scheduler.getParallelism() == 1);
        } finally {
            carriers.close();
            OTHER.countDown();
            scheduler.setParallelism(usual);
        }
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
