package io.tocsin.channel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.channel.Troubles;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoopTest {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));

    private final Troubles troubles = new Troubles("Test");
    private final AtomicInteger steps = new AtomicInteger();
    private final Semaphore mended = new Semaphore(0);

    @Test
    void itGoesOnAfterEveryFailureAndSaysWhatIsWrongUntilItWorks() {
        Loop.Step step = it -> {
            int number = steps.incrementAndGet();
            if (number < 20) {
                throw new RoomException(Kind.LATER, "down");
            }
            if (number == 20) {
                throw new IllegalStateException("a mistake");
            }
            mended.acquire();
            it.worked();
        };
        try (Loop loop = new Loop("test", QUICK, troubles, step)) {
            loop.start();
            await().until(() -> troubles.line().orElse("").contains("not connected: java.lang.IllegalState"));

            mended.release();

            await().until(() -> troubles.line().isEmpty());
        }
        assertThat(steps.get()).isGreaterThanOrEqualTo(21);
    }

    @Test
    void aWaitThatIsAskedForIsKept() {
        Loop.Step step = _ -> {
            steps.incrementAndGet();
            throw new RoomException(Kind.LATER, "too fast", Optional.of(Duration.ofHours(1)));
        };
        try (Loop loop = new Loop("test", QUICK, troubles, step)) {
            loop.start();
            await().until(() -> troubles.line().orElse("").equals("not connected: too fast"));
            await().during(Duration.ofMillis(100)).until(() -> steps.get() == 1);
        }
    }

    @Test
    void closingEndsAStepThatWaits() {
        CountDownLatch interrupted = new CountDownLatch(1);
        Loop loop = new Loop("test", QUICK, troubles, _ -> {
            steps.incrementAndGet();
            try {
                mended.acquire();
            } catch (InterruptedException closed) {
                interrupted.countDown();
                throw closed;
            }
        });
        loop.start();
        await().until(() -> steps.get() == 1);

        loop.close();

        await().until(() -> interrupted.getCount() == 0);
    }
}
