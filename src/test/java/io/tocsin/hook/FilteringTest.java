package io.tocsin.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.guard.Containment;
import io.tocsin.guard.DropInGuard;
import io.tocsin.guard.Faults;
import io.tocsin.guard.Limits;
import io.tocsin.spi.Filter;
import io.tocsin.spi.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A filter that hangs: what passes it, and how often it is waited for. */
final class FilteringTest {

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final Faults faults = new Faults(InstantSource.fixed(Instant.EPOCH));
    private final DropInGuard guard = new DropInGuard(
            "Slow", FilteringTest.class.getClassLoader(), faults,
            new Containment(watch, new Limits(
                    Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5))));
    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        guard.close();
        watch.shutdownNow();
    }

    @Test
    void oneThatHangsAgainAndAgainIsNotAskedForAWhile() {
        Filters filters = filters(_ -> {
            never.await();
            return Optional.empty();
        });

        for (int i = 0; i < 10; i++) {
            assertThat(filters.send("ops", Message.text("hello")).map(Message::plain)).contains("hello");
        }
        assertThat(faults.count()).isEqualTo(3);

        nanos.addAndGet(Patience.PAUSE.toNanos());
        assertThat(filters.send("ops", Message.text("hello")).map(Message::plain)).contains("hello");
        assertThat(faults.count()).isEqualTo(4);
    }

    @Test
    void oneThatHangsNowAndThenIsAskedAgain() {
        Filters filters = filters(_ -> {
            never.await();
            return Optional.empty();
        });

        for (int i = 0; i < 5; i++) {
            filters.send("ops", Message.text("hello"));
            nanos.addAndGet(Duration.ofSeconds(40).toNanos());
        }

        assertThat(faults.count()).isEqualTo(5);
    }

    @Test
    void oneThatThrowsHoldsUpNobodyAndIsAskedEachTime() {
        Filters filters = filters(_ -> {
            throw new IllegalStateException("no mood");
        });

        for (int i = 0; i < 10; i++) {
            assertThat(filters.send("ops", Message.text("hello")).map(Message::plain)).contains("hello");
        }

        assertThat(faults.count()).isEqualTo(10);
    }

    private Filters filters(Filter<Filter.Outgoing> filter) {
        Filtering<Filter.Outgoing> filtering =
                new Filtering<>("Slow", "onSend", filter, guard, new Patience(nanos::get));
        Hooks hooks = Hooks.NONE.sending(filtering);
        return new Filters(new Registry() {
            @Override
            public List<Hooks> hooks() {
                return List.of(hooks);
            }

            @Override
            public Hooks hooks(String plugin) {
                return hooks;
            }
        });
    }
}
