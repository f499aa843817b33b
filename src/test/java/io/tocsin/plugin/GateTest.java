package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes for a plugin while its version changes. */
final class GateTest {

    private static final Extensions NOBODY = new Extensions();

    private final Gate gate = new Gate("Shop", 3);
    private final Offer old = version();
    private final Offer next = version();
    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Offer version() {
        return new Offer("Shop", Origin.bundled(), new Wrapping.None(), NOBODY, gate);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void versionsAreCounted() {
        assertThat(old.number()).isEqualTo(1);
        assertThat(next.number()).isEqualTo(2);
    }

    @Test
    void whatIsPostedWaitsAndGoesToTheNewVersionInOrder() {
        gate.open(Optional.of(old));
        gate.shut();
        post("a");
        post("b");
        assertThat(happened).isEmpty();

        gate.open(Optional.of(next));

        assertThat(happened).containsExactly("a to the new", "b to the new");
    }

    @Test
    void whatIsPostedGoesToTheOldVersionIfThatStays() {
        gate.open(Optional.of(old));
        gate.shut();
        post("a");
        gate.open(Optional.of(old));

        assertThat(happened).containsExactly("a to the old");
    }

    @Test
    void whatHasOneKeyWaitsOnce() {
        gate.open(Optional.of(old));
        gate.shut();
        post("a");
        post("a");
        gate.open(Optional.of(next));

        assertThat(happened).containsExactly("a to the new");
    }

    @Test
    void noMoreThanTheBoundWaits() {
        gate.open(Optional.of(old));
        gate.shut();
        List.of("a", "b", "c", "d").forEach(this::post);

        assertThatThrownBy(() -> gate.call(old, () -> "old", () -> "new")).isInstanceOf(Refusal.class);
        gate.open(Optional.of(next));

        assertThat(happened).hasSize(3).doesNotContain("d to the new");
    }

    @Test
    void whoWaitsForAnAnswerGetsItFromTheNewVersion() {
        gate.open(Optional.of(old));
        gate.shut();
        CompletableFuture<String> answer =
                CompletableFuture.supplyAsync(() -> call(() -> "old"), threads);
        await().until(() -> gate.waiting() == 1);
        assertThat(answer).isNotDone();

        gate.open(Optional.of(next));

        assertThat(answer).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("new");
    }

    @Test
    void aVersionIsEmptyWhenItsLastCallHasEnded() throws Exception {
        gate.open(Optional.of(old));
        CompletableFuture<String> end = new CompletableFuture<>();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> call(end::join), threads);
        await().until(() -> !gate.awaitEmpty(old, Duration.ZERO));

        end.complete("done");

        assertThat(gate.awaitEmpty(old, Duration.ofSeconds(20))).isTrue();
        assertThat(answer).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("done");
    }

    private String call(java.util.concurrent.Callable<String> direct) {
        try {
            return gate.call(old, direct, () -> "new");
        } catch (Exception failed) {
            return failed.toString();
        }
    }

    private void post(String what) {
        gate.post(old, what, () -> happened.add(what + " to the old"), () -> happened.add(what + " to the new"));
    }
}
