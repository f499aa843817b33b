package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Origin;
import io.tocsin.status.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private final Rig rig = new Rig();
    private final List<Long> repeated = new CopyOnWriteArrayList<>();
    private volatile Optional<Instant> scheduled = Optional.empty();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aCheckIsRepeatedAfterItsIntervalGiveOrTakeAFifth() {
        long start = System.nanoTime();
        try (Repeats repeats = repeats(500)) {
            IntStream.range(0, 20).forEach(i -> repeats.soon(unconfirmed(Duration.ofMillis(500))));
            await().until(() -> repeated.size() == 20);
        }

        assertThat(repeated.getFirst() - start).isGreaterThanOrEqualTo(Duration.ofMillis(400).toNanos());
        assertThat(repeated.getLast() - repeated.getFirst()).isGreaterThan(Duration.ofMillis(50).toNanos());
    }

    @Test
    void itIsNotWhenTheScheduleComesFirst() {
        scheduled = Optional.of(Instant.now().plusMillis(20));
        try (Repeats repeats = repeats(500)) {
            repeats.soon(unconfirmed(Duration.ofMillis(500)));
            scheduled = Optional.empty();
            Live other = unconfirmed(Duration.ofMillis(10));
            repeats.soon(other);
            await().until(() -> repeated.size() == 1);
            assertThat(other.claimRepeat()).isTrue();
        }
    }

    @Test
    void oneRepeatedCheckWaitsAtATime() {
        try (Repeats repeats = repeats(500)) {
            Live live = unconfirmed(Duration.ofMillis(100));
            IntStream.range(0, 10).forEach(i -> repeats.soon(live));
            await().until(() -> repeated.size() == 1);
            assertThat(live.claimRepeat()).isTrue();
        }
    }

    @Test
    void aLastCheckThatAgreesIsNotRepeated() {
        try (Repeats repeats = repeats(500)) {
            Live live = unconfirmed(Duration.ofMillis(50));
            repeats.soon(live);
            live.stand(Standing.pending(Instant.EPOCH));
            await().until(live::claimRepeat);
        }

        assertThat(repeated).isEmpty();
    }

    @Test
    void beyondTheBudgetTheyWaitTheirTurn() {
        try (Repeats repeats = repeats(50)) {
            IntStream.range(0, 26).forEach(i -> repeats.soon(unconfirmed(Duration.ofMillis(1))));
            await().until(() -> repeated.size() == 26);
        }

        assertThat(repeated.getLast() - repeated.getFirst()).isGreaterThan(Duration.ofMillis(450).toNanos());
    }

    @Test
    void aCheckThatEndsAfterTheRepeatsDidIsNoTrouble() {
        Repeats repeats = repeats(50);
        repeats.close();

        assertThatCode(() -> repeats.soon(unconfirmed(Duration.ofMillis(1)))).doesNotThrowAnyException();
    }

    private Repeats repeats(int perSecond) {
        return new Repeats(
                perSecond, InstantSource.system(), new Random(1), live -> scheduled,
                (live, planned) -> repeated.add(System.nanoTime()));
    }

    private Live unconfirmed(Duration retry) {
        Monitor monitor = rig.engine.builder().build(
                "id", Origin.CHAT, Draft.named("shop", "scripted://shop").retry(retry).build(), false, 1);
        Standing standing = Standing.pending(Instant.EPOCH).judge(Level.DOWN, Instant.EPOCH, monitor.policy()).next();
        return new Live(monitor, standing, Optional.empty());
    }
}
