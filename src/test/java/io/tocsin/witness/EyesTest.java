package io.tocsin.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.witness.Eyes.Moment;
import io.tocsin.witness.Gap.Cause;
import io.tocsin.witness.WitnessSettings.Witness;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EyesTest implements Eyes.Listener {

    private static final Instant START = Instant.parse("2026-03-02T14:00:00Z");

    private final AtomicReference<Moment> now = new AtomicReference<>(new Moment(START, 7));
    private final List<Gap> returning = new ArrayList<>();
    private final List<Gap> returned = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Override
    public void returning(List<Gap> gaps) {
        returning.addAll(gaps);
    }

    @Override
    public void returned(List<Gap> gaps, Instant at) {
        returned.addAll(gaps);
    }

    private Eyes sight(Door... doors) {
        List<Witness> witnesses = List.of(doors).stream().map(Door::witness).toList();
        Eyes sight = new Eyes(new WitnessSettings(witnesses, Duration.ofSeconds(10)), now::get);
        open.add(sight);
        return sight;
    }

    private Door door() throws IOException {
        Door door = new Door();
        open.add(door);
        return door;
    }

    private void pass(int seconds) {
        now.updateAndGet(it -> new Moment(it.wall().plusSeconds(seconds), it.nanos() + seconds * 1_000_000_000L));
    }

    private void jump(int seconds) {
        now.updateAndGet(it -> new Moment(it.wall().plusSeconds(seconds), it.nanos()));
    }

    private Instant wall() {
        return now.get().wall();
    }

    @Test
    void withoutWitnessesAllCounts() {
        assertThat(sight().counts(wall(), true)).isTrue();
    }

    @Test
    void badChecksCountAsLongAsOneWitnessAnswers() throws IOException {
        Door shut = door();
        shut.shut();
        Eyes sight = sight(shut, door());

        assertThat(sight.counts(wall(), true)).isTrue();
        assertThat(sight.blind()).isEmpty();
    }

    @Test
    void nothingCountsWhenNoneDoesAndUntilOneDoesAgain() throws IOException {
        Door door = door();
        Eyes sight = sight(door);
        sight.step(this);
        pass(60);
        sight.step(this);
        Instant known = wall();
        pass(5);
        door.shut();

        assertThat(sight.counts(wall(), true)).isFalse();
        assertThat(sight.counts(wall(), false)).isFalse();
        assertThat(sight.blind()).hasValueSatisfying(gap -> {
            assertThat(gap.cause()).isEqualTo(Cause.NETWORK);
            assertThat(gap.from()).isEqualTo(wall());
            assertThat(gap.known()).isEqualTo(known);
        });
        pass(2);
        sight.step(this);
        assertThat(returned).isEmpty();

        Instant meanwhile = wall();
        door.open();
        pass(2);
        sight.step(this);
        assertThat(returning).hasSize(1);
        assertThat(returned).hasSize(1);
        assertThat(sight.blind()).isEmpty();
        assertThat(sight.counts(meanwhile, false)).isFalse();
        assertThat(sight.counts(wall(), true)).isTrue();
    }

    @Test
    void aNetworkThatIsGoneFromTheStartIsNoticedBeforeAnythingElse() throws IOException {
        Door door = door();
        door.shut();
        Eyes sight = sight(door);
        sight.step(this);

        assertThat(sight.blind()).isPresent();
        assertThat(sight.counts(wall(), false)).isFalse();
    }

    @Test
    void manyBadChecksAskTogether() throws Exception {
        Door door = door();
        Eyes sight = sight(door);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = IntStream.range(0, 500)
                    .mapToObj(i -> threads.submit(() -> sight.counts(START, true)))
                    .toList();
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }

        assertThat(door.taken()).isBetween(1, 50);
    }

    @Test
    void whatStraddlesAJumpAheadDoesNotCountUntilAllIsAwake() {
        Eyes sight = sight();
        sight.step(this);
        Instant before = wall();
        jump(7200);

        assertThat(sight.counts(before, false)).isFalse();
        assertThat(sight.counts(wall(), false)).isFalse();
        assertThat(sight.blind()).contains(new Gap(Cause.CLOCK, wall(), before, Duration.ofHours(2)));
        pass(9);
        sight.step(this);
        assertThat(returned).isEmpty();
        pass(1);
        sight.step(this);
        assertThat(returned).hasSize(1);
        assertThat(sight.counts(wall(), true)).isTrue();
        assertThat(sight.counts(wall().minusSeconds(5), true)).isFalse();
    }

    @Test
    void whatBeganInTheFutureDoesNotCount() {
        Eyes sight = sight();
        Instant before = wall();
        jump(-3600);
        sight.step(this);
        pass(11);
        sight.step(this);

        assertThat(returned).singleElement().satisfies(
                gap -> assertThat(gap.step()).isEqualTo(Duration.ofHours(-1)));
        assertThat(sight.counts(before, false)).isFalse();
        assertThat(sight.counts(wall(), false)).isTrue();
    }

    @Test
    void aClockThatIsPutRightLittleByLittleIsFollowed() {
        Eyes sight = sight();
        for (int i = 0; i < 100; i++) {
            jump(i % 3 == 0 ? 4 : -1);
            sight.step(this);
            assertThat(sight.counts(wall(), true)).isTrue();
        }
    }

    @Test
    void afterAJumpTheNetworkMayStillBeGone() throws IOException {
        Door door = door();
        Eyes sight = sight(door);
        sight.step(this);
        door.shut();
        jump(3600);
        sight.step(this);
        pass(11);
        sight.step(this);
        assertThat(returned).isEmpty();
        assertThat(sight.blind()).hasValueSatisfying(gap -> assertThat(gap.cause()).isEqualTo(Cause.NETWORK));

        door.open();
        pass(3);
        sight.step(this);
        assertThat(returned).extracting(Gap::cause).containsExactly(Cause.NETWORK, Cause.CLOCK);
    }
}
