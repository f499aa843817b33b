package io.tocsin.via;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Location;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import io.tocsin.via.FromEach.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FromEachTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofDays(1);

    private static Place place(String name, Probe probe) {
        return new Place(new Location(name, ""), probe);
    }

    private static Result took(long millis) {
        return Result.builder().connected(true).phases(new Phases(0, 0, 0, millis * 1_000_000, 0)).build();
    }

    @Test
    void allLookAtTheSameTimeAndEachIsKept() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        List<Place> places = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Result own = took(i * 10L);
            places.add(place("n" + i, limit -> {
                assertThat(limit).isEqualTo(LIMIT);
                together.await(30, TimeUnit.SECONDS);
                return own;
            }));
        }
        Result result = new FromEach(places, 2, 3, LONG).run(LIMIT);

        assertThat(result.sights()).extracting(sight -> sight.from().name()).containsExactly("n1", "n2", "n3");
        assertThat(result.quorum()).isEqualTo(2);
        assertThat(result.phases().totalTime()).as("the slowest").isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void oneThatIsBrokenBreaksTheCheck() {
        FromEach looks = new FromEach(List.of(place("a", limit -> took(1)), place("b", limit -> {
            throw new IllegalStateException("broken");
        })), 1, 2, LONG);

        assertThatThrownBy(() -> looks.run(LIMIT)).isInstanceOf(IllegalStateException.class).hasMessage("broken");
    }

    @Test
    void whoIsInterruptedInterruptsAll() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger interrupted = new AtomicInteger();
        Probe waiting = limit -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                interrupted.incrementAndGet();
            }
            return took(1);
        };
        FromEach looks = new FromEach(List.of(place("a", waiting), place("b", waiting)), 1, 2, LONG);
        Thread check = Thread.ofVirtual().start(() -> {
            try {
                looks.run(LIMIT);
            } catch (Exception stopped) {
                interrupted.incrementAndGet();
            }
        });
        begun.await();
        check.interrupt();

        await().atMost(Duration.ofSeconds(30)).until(() -> interrupted.get() == 3);
        assertThat(check.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aFailureIsTheWholesOnlyFromTheQuorumOn() throws Exception {
        Probe failing = limit -> Result.failed("gone");
        List<Place> places = List.of(place("a", failing), place("b", limit -> took(7)), place("c", failing));

        assertThat(new FromEach(places, 2, 3, LONG).run(LIMIT).failure()).contains(Phrase.literal("gone"));
        Result enough = new FromEach(places, 3, 3, LONG).run(LIMIT);
        assertThat(enough.failure()).isEmpty();
        assertThat(enough.phases().totalTime()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void closingItClosesAllOfThem() {
        AtomicInteger closed = new AtomicInteger();
        Probe probe = new Probe() {
            @Override
            public Result run(Duration limit) {
                return took(1);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        new FromEach(List.of(place("a", probe), place("b", probe)), 1, 2, LONG).close();
        assertThat(closed).hasValue(2);
        assertThatThrownBy(() -> new FromEach(List.of(place("a", probe), place("a", probe)), 1, 2, LONG))
                .isInstanceOf(Refusal.class).hasMessageStartingWith("via.twice");
    }
}
