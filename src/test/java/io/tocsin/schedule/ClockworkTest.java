package io.tocsin.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClockworkTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final AtomicLong slept = new AtomicLong();
    private final InstantSource time = InstantSource.system();
    private final Clockwork clock = new Clockwork(time, () -> System.nanoTime() - slept.get());
    private final Map<String, List<Instant>> planned = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        clock.close();
    }

    @Test
    void eachMemberIsCalledOnceAPeriodAtItsOwnOffset() {
        for (int i = 0; i < 50; i++) {
            clock.join("shop-" + i, exactly("every 200ms"), this::note);
        }
        clock.start();
        await().until(() -> planned.size() == 50 && planned.values().stream().allMatch(times -> times.size() >= 5));
        clock.close();
        assertThat(clock.missed()).isZero();
        assertThat(planned.values()).allSatisfy(times -> {
            for (int i = 1; i < times.size(); i++) {
                assertThat(Duration.between(times.get(i - 1), times.get(i))).isEqualTo(Duration.ofMillis(200));
            }
        });
        assertThat(planned.values().stream().map(times -> times.getFirst().toEpochMilli() % 200).distinct().count())
                .isGreaterThan(30);
    }

    @Test
    void cronOfEverySecondFiresOnTheSecondAndNotBefore() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        List<Duration> lateness = new CopyOnWriteArrayList<>();
        List<Instant> times = new CopyOnWriteArrayList<>();
        clock.start();
        clock.join("shop", exactly("* * * * * *"), (id, at) -> {
            lateness.add(Duration.between(at, time.instant()));
            times.add(at);
            three.countDown();
        });
        assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(times.get(2)).isEqualTo(times.get(0).plusSeconds(2));
        assertThat(times).allSatisfy(at -> assertThat(at.getNano()).isZero());
        assertThat(lateness).allSatisfy(late -> assertThat(late.isNegative()).isFalse());
    }

    @Test
    void whoLeavesIsNotCalledAnyMore() {
        clock.start();
        clock.join("gone", exactly("every 50ms"), this::note);
        clock.join("stays", exactly("every 50ms"), this::note);
        await().until(() -> planned.size() == 2);
        clock.leave("gone");
        clock.leave("stranger");
        Instant left = time.instant();
        await().until(() -> planned.get("stays").getLast().isAfter(left.plusMillis(300)));
        assertThat(planned.get("gone").getLast()).isBeforeOrEqualTo(left);
        assertThat(clock.plannedNext("gone")).isEmpty();
    }

    @Test
    void whoJoinsAgainHasOnlyTheNewSchedule() {
        clock.start();
        clock.join("shop", exactly("every 50ms"), this::note);
        await().until(() -> planned.containsKey("shop"));
        clock.join("shop", exactly("0 0 12 1 1 ? 2099"), this::note);
        assertThat(clock.plannedNext("shop")).contains(Instant.parse("2099-01-01T11:00:00Z"));
        int before = planned.get("shop").size();
        clock.join("other", exactly("every 50ms"), this::note);
        await().until(() -> planned.getOrDefault("other", List.of()).size() > 5);
        assertThat(planned.get("shop").size() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void aListenerThatThrowsHarmsNobodyElse() {
        clock.start();
        clock.join("bad", exactly("every 50ms"), (id, at) -> {
            note(id, at);
            throw new IllegalStateException("planted");
        });
        clock.join("good", exactly("every 50ms"), this::note);
        await().until(() -> planned.getOrDefault("good", List.of()).size() > 3
                && planned.getOrDefault("bad", List.of()).size() > 3);
        assertThat(clock.isAlive()).isTrue();
    }

    @Test
    void afterAStepOfTheClockAllGoOn() {
        clock.start();
        clock.join("shop", exactly("every 50ms"), this::note);
        await().until(() -> planned.containsKey("shop"));
        slept.set(TimeUnit.HOURS.toNanos(1));
        Instant after = time.instant();
        await().until(() -> planned.get("shop").getLast().isAfter(after.plusMillis(1_500)));
        assertThat(planned.get("shop")).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void itIsAliveFromStartToEnd() {
        assertThat(clock.isAlive()).isFalse();
        clock.start();
        assertThat(clock.isAlive()).isTrue();
        clock.close();
        assertThat(clock.isAlive()).isFalse();
    }

    @Test
    void aScheduleThatIsOverIsNoTrouble() {
        clock.start();
        clock.join("over", exactly("0 0 12 1 1 ? 2020"), this::note);
        assertThat(clock.plannedNext("over")).isEmpty();
        clock.leave("over");
    }

    @Test
    void manyDistinctSchedulesAllRun() {
        clock.start();
        for (int i = 0; i < 300; i++) {
            clock.join("shop-" + i, exactly("every " + (500 + i) + "ms"), this::note);
        }
        await().until(() -> planned.size() == 300);
    }

    private void note(String id, Instant at) {
        planned.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(at);
    }

    private static Clockwork.Timing exactly(String schedule) {
        return Clockwork.Timing.exact(Schedule.parse(schedule), BERLIN);
    }
}
