package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

final class HostTurnsTest {

    private final HostTurns turns = new HostTurns(1);

    @Test
    void aHostIsForgottenWhenNobodyChecksIt() throws Exception {
        turns.enter("a");
        turns.enter("b");
        assertThat(turns.size()).isEqualTo(2);

        turns.leave("a");
        turns.leave("b");

        assertThat(turns.size()).isZero();
    }

    @Test
    void whoWaitsKeepsItsHostAndHasTheNextTurn() throws Exception {
        turns.enter("a");
        FutureTask<Boolean> second = entering();
        Thread waiting = Thread.ofVirtual().start(second);
        await().until(() -> waiting.getState() == Thread.State.WAITING);

        turns.leave("a");

        await().until(second::isDone);
        assertThat(turns.size()).isEqualTo(1);
        turns.leave("a");
        assertThat(turns.size()).isZero();
    }

    @Test
    void whoIsInterruptedWhileWaitingTakesNoTurn() throws Exception {
        turns.enter("a");
        FutureTask<Boolean> second = entering();
        Thread waiting = Thread.ofVirtual().start(second);
        await().until(() -> waiting.getState() == Thread.State.WAITING);

        waiting.interrupt();
        await().until(second::isDone);
        turns.leave("a");

        assertThat(turns.size()).isZero();
    }

    private FutureTask<Boolean> entering() {
        return new FutureTask<>(() -> {
            turns.enter("a");
            return true;
        });
    }
}
