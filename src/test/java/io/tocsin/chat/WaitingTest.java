package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Command;
import io.tocsin.spi.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WaitingTest {

    private static final Person ANA = TestBot.ANA;
    private static final Person BEN = TestBot.BEN;

    private final TestBot bot = new TestBot();

    @AfterEach
    void close() {
        bot.close();
    }

    @Test
    void aFloodIsAnsweredOnceAndTheRoomGoesOn() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        bot.command(Command.named("wait"), (talk, _) -> {
            gate.await();
            talk.reply("done");
        });

        List<CompletableFuture<Void>> taken = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            taken.add(bot.said("C1", ANA, "!wait"));
        }
        assertThat(bot.replies).containsExactly(
                "slack:C1> That is too much at once: 3 lines of yours are waiting. I pass over the rest until they are done.");
        gate.countDown();
        CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        assertThat(bot.replies).hasSize(4).endsWith("slack:C1> done", "slack:C1> done", "slack:C1> done");
        await().untilAsserted(() -> assertThat(bot.says("C1", ANA, "!wait")).containsExactly("slack:C1> done"));
    }

    @Test
    void linesOfARoomComeInOrderAndRoomsDoNotWaitForEachOther() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        bot.command(Command.named("wait"), (talk, _) -> {
            gate.await();
            talk.reply("waited");
        });
        bot.command(Command.named("ping"), (talk, _) -> talk.reply("pong"));

        CompletableFuture<Void> waits = bot.said("C1", ANA, "!wait");
        CompletableFuture<Void> behind = bot.said("C1", BEN, "!ping");
        bot.said("C2", ANA, "!ping").get(10, TimeUnit.SECONDS);
        assertThat(waits).isNotDone();
        assertThat(behind).isNotDone();
        gate.countDown();
        CompletableFuture.allOf(waits, behind).get(10, TimeUnit.SECONDS);

        assertThat(bot.replies).containsExactly("slack:C2> pong", "slack:C1> waited", "slack:C1> pong");
    }

    @Test
    void aCommandThatTakesTooLongHoldsNobodyUp() throws Exception {
        bot.patience = Duration.ofMillis(50);
        CountDownLatch gate = new CountDownLatch(1);
        bot.command(Command.named("wait"), (talk, _) -> {
            gate.await();
            talk.reply("waited");
        });
        bot.command(Command.named("ping"), (talk, _) -> talk.reply("pong"));

        CompletableFuture<Void> waits = bot.said("C1", ANA, "!wait");
        bot.said("C1", BEN, "!ping").get(10, TimeUnit.SECONDS);
        assertThat(waits).isNotDone();
        gate.countDown();
        waits.get(10, TimeUnit.SECONDS);

        assertThat(bot.replies).containsExactly(
                "slack:C1> That takes longer than 50 ms. I go on with the next lines; its answer will come.",
                "slack:C1> pong",
                "slack:C1> waited");
    }

    @Test
    void receivingEndsWhenTheAnswerWasGivenToTheAdapter() throws Exception {
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        CountDownLatch replied = new CountDownLatch(1);
        bot.command(Command.named("ping"), (talk, _) -> talk.reply("pong"));
        bot.way = (_, _, _, _) -> {
            replied.countDown();
            return delivered;
        };

        CompletableFuture<Void> received = bot.said("D9", ANA, "ping");
        assertThat(replied.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(received).isNotDone();
        delivered.completeExceptionally(new IllegalStateException("the room is gone"));

        received.get(10, TimeUnit.SECONDS);
    }

    @Test
    void afterTheEndNothingIsTakenAndWhatWaitsIsLetGo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Waiting waiting = new Waiting(3, Duration.ofSeconds(30));
        CompletableFuture<Void> dropped = new CompletableFuture<>();
        waiting.enter(line(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }, new CompletableFuture<>()));
        waiting.enter(line(() -> {}, dropped));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        waiting.close(Duration.ofMillis(20));

        dropped.get(10, TimeUnit.SECONDS);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.enter(line(() -> {}, dropped))).isEqualTo(Waiting.Admission.IGNORED);
    }

    private static Waiting.Line line(Runnable work, CompletableFuture<Void> dropped) {
        return new Waiting.Line() {
            @Override
            public String room() {
                return "slack:C1";
            }

            @Override
            public String person() {
                return "slack:U1";
            }

            @Override
            public void deal() {
                work.run();
            }

            @Override
            public void slow() {}

            @Override
            public void drop() {
                dropped.complete(null);
            }
        };
    }
}
