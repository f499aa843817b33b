package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.db.Health.Kind;
import io.tocsin.db.Health.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

    private static final Trouble FULL = new Trouble(Kind.FULL, DatabaseContract.NOW, "full");
    private static final Trouble SLOW = new Trouble(Kind.SLOW, DatabaseContract.NOW, "slow");
    private static final Tx.Work NOTHING = tx -> assertThat(tx).isNotNull();

    private final WriteQueue queue = new WriteQueue(new WriteQueue.Bounds(3, 2));

    @Test
    void changesGoFirstAndAfterEachLotOfThemSomeSamples() {
        Tx.Work sample = add(Priority.SAMPLE);
        Tx.Work first = add(Priority.CHANGE);
        // nothing was taken before, which counts as a lot of changes
        assertThat(taken()).containsExactly(sample);
        queue.committed(1);
        assertThat(taken()).containsExactly(first);
        queue.committed(1);
        Tx.Work later = add(Priority.SAMPLE);
        add(Priority.CHANGE);
        assertThat(taken()).containsExactly(later);
    }

    @Test
    void whatALotDidNotReachComesFirstNextTime() {
        Tx.Work first = add(Priority.CHANGE);
        Tx.Work second = add(Priority.CHANGE);
        assertThat(taken()).containsExactly(first, second);
        Tx.Work third = add(Priority.CHANGE);
        queue.committed(1);

        assertThat(taken()).containsExactly(second, third);
    }

    @Test
    void inTroubleEverybodyGoesOnAndTheOrderStays() {
        CompletableFuture<Written> before = queue.add(Priority.CHANGE, NOTHING);
        taken();
        Tx.Work second = add(Priority.CHANGE);

        assertThat(queue.defer(FULL)).isTrue();
        assertThat(queue.defer(FULL)).isFalse();
        assertThat(before).isCompletedWithValue(Written.DEFERRED);
        assertThat(queue.add(Priority.SAMPLE, NOTHING)).isCompletedWithValue(Written.DEFERRED);
        assertThat(queue.health().pending()).isEqualTo(3);
        assertThat(taken()).containsExactly(NOTHING, second);
        assertThat(queue.committed(1)).isEmpty();
        assertThat(taken()).containsExactly(second);
        assertThat(queue.committed(1)).contains(FULL);
        assertThat(queue.health().ok()).isTrue();
    }

    @Test
    void whatFindsNoRoomIsCountedAndTheLiveStateIsToBeWrittenAnew() {
        queue.defer(FULL);
        Tx.Work first = add(Priority.SAMPLE);
        Tx.Work second = add(Priority.SAMPLE);
        Tx.Work third = add(Priority.SAMPLE);
        assertThat(queue.health().lost()).isEqualTo(1);
        assertThat(queue.rewriteNeeded()).isFalse();
        assertThat(first).isNotNull();
        assertThat(taken()).containsExactly(second, third);
        queue.committed(2);

        for (int i = 0; i < 5; i++) {
            add(Priority.CHANGE);
        }
        assertThat(queue.health().lost()).isEqualTo(3);
        assertThat(queue.rewriteNeeded()).isTrue();
        queue.addFirst(List.of(NOTHING));
        assertThat(queue.rewriteNeeded()).isFalse();
        assertThat(taken()).hasSize(4).startsWith(NOTHING);
    }

    @Test
    void aCommitThatHangsHoldsNobody() {
        CompletableFuture<Written> waiting = queue.add(Priority.CHANGE, NOTHING);
        assertThat(queue.deferIfStalled(SLOW, Duration.ZERO)).isFalse();
        taken();
        CompletableFuture<Written> behind = queue.add(Priority.CHANGE, NOTHING);

        assertThat(queue.deferIfStalled(SLOW, Duration.ofMinutes(1))).isFalse();
        assertThat(queue.deferIfStalled(SLOW, Duration.ZERO)).isTrue();
        assertThat(List.of(waiting, behind)).allMatch(one -> one.join() == Written.DEFERRED);
        assertThat(queue.health().trouble()).contains(SLOW);
        queue.committed(1);
        taken();
        assertThat(queue.committed(1)).contains(SLOW);
    }

    private Tx.Work add(Priority priority) {
        Tx.Work work = new Tx.Work() {
            @Override
            public void run(Tx tx) {
                NOTHING.run(tx);
            }
        };
        queue.add(priority, work);
        return work;
    }

    private List<Tx.Work> taken() {
        return queue.take().stream().map(WriteQueue.Entry::work).toList();
    }
}
