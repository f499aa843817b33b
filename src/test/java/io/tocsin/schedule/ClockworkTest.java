package io.tocsin.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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
        assertThat(planned.values()).allSatisfy(times -> assertThat(times).doesNotHaveDuplicates().isSorted());
        assertThat(planned.values())
                .allSatisfy(
                        times -> assertThat(times.stream().map(at -> at.toEpochMilli() % 200).distinct()).hasSize(1));
        // a machine that stands still for a moment makes them miss some, which are counted then
        assertThat(planned.values().stream().mapToLong(times -> skipped(times, Duration.ofMillis(200))).sum())
                .isLessThanOrEqualTo(clock.missed());
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
        assertThat(times).doesNotHaveDuplicates().isSorted();
        assertThat(skipped(times, Duration.ofSeconds(1))).isLessThanOrEqualTo(clock.missed());
        assertThat(times).allSatisfy(at -> assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.SECONDS)));
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
        await().until(() -> last("stays").isAfter(left.plusMillis(300)));
        assertThat(last("gone")).isBeforeOrEqualTo(left);
        assertThat(clock.plannedNext("gone")).isEmpty();
    }

    @Test
    void whoJoinsAgainHasOnlyTheNewSchedule() {
        clock.start();
        clock.join("shop", exactly("every 50ms"), this::note);
        await().until(() -> planned.containsKey("shop"));
        clock.join("shop", exactly("0 0 12 1 1 ? 2099"), this::note);
        assertThat(clock.plannedNext("shop")).contains(Instant.parse("2099-01-01T11:00:00Z"));
        int before = times("shop").size();
        clock.join("other", exactly("every 50ms"), this::note);
        await().until(() -> times("other").size() > 5);
        assertThat(times("shop").size() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void aListenerThatThrowsHarmsNobodyElse() {
        clock.start();
        clock.join("bad", exactly("every 50ms"), (id, at) -> {
            note(id, at);
            throw new IllegalStateException("planted");
        });
        clock.join("good", exactly("every 50ms"), this::note);
        await().until(() -> times("good").size() > 3
                && times("bad").size() > 3);
        assertThat(clock.isAlive()).isTrue();
    }

    @Test
    void afterAStepOfTheClockAllGoOn() {
        clock.start();
        clock.join("shop", exactly("every 50ms"), this::note);
        await().until(() -> planned.containsKey("shop"));
        slept.set(TimeUnit.HOURS.toNanos(1));
        Instant after = time.instant();
        await().until(() -> last("shop").isAfter(after.plusMillis(1_500)));
        assertThat(times("shop")).doesNotHaveDuplicates().isSorted();
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

    /** How many times lie between the first and the last that did not come. */
    private static long skipped(List<Instant> times, Duration period) {
        return Duration.between(times.getFirst(), times.getLast()).dividedBy(period) - (times.size() - 1);
    }

    private void note(String id, Instant at) {
        planned.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(at);
    }

    private List<Instant> times(String id) {
        return planned.getOrDefault(id, List.of());
    }

    private Instant last(String id) {
        return times(id).getLast();
    }

    private static Clockwork.Timing exactly(String schedule) {
        return Clockwork.Timing.exact(Schedule.parse(schedule), BERLIN);
    }
}
