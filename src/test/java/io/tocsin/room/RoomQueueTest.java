package io.tocsin.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Answers;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Person;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomQueueTest {

    private static final Address ROOM = new Address("chat", "ops");
    private static final Address OTHER = new Address("chat", "dev");
    private static final Notifier CHANNEL = (address, key, message) -> address + key;

    private final Rooms rooms = new Rooms(Map.of("chat", CHANNEL), Duration.ofMillis(300));
    private final List<String> called = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        rooms.close();
    }

    @Test
    void aCallAnswersWithItsReference() {
        assertThat(
                rooms.call(ROOM, Lane.NOTICE, (channel, place) -> channel.post(place, "-7", Message.text("x"))).join())
                .isEqualTo("ops-7");
        assertThat(rooms.reachable(ROOM)).isTrue();
        assertThat(rooms.reachable(new Address("slack", "ops"))).isFalse();
    }

    @Test
    void lanesTakeTurnsAndRepliesComeFirst() {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<String>> calls = new ArrayList<>();
        CountDownLatch running = new CountDownLatch(1);
        calls.add(rooms.call(ROOM, Lane.EDIT, (channel, place) -> {
            running.countDown();
            return await(go);
        }));
        assertThat(await(running)).isEmpty();
        for (Lane lane : List.of(Lane.EDIT, Lane.NOTICE, Lane.REPLY)) {
            for (int i = 0; i < 6; i++) {
                calls.add(rooms.call(ROOM, lane, (channel, place) -> {
                    called.add(lane.name().substring(0, 1));
                    return "";
                }));
            }
        }
        go.countDown();
        calls.forEach(CompletableFuture::join);

        assertThat(String.join("", called)).isEqualTo("RNRNERNRNERNRNEEEE");
    }

    @Test
    void aCallThatHangsIsInterruptedAndHarmsItsRoomOnlyForAWhile() {
        CompletableFuture<String> hanging =
                rooms.call(ROOM, Lane.NOTICE, (channel, place) -> await(new CountDownLatch(1)));
        CompletableFuture<String> next = rooms.call(ROOM, Lane.NOTICE, (channel, place) -> "next");
        CompletableFuture<String> elsewhere = rooms.call(OTHER, Lane.NOTICE, (channel, place) -> "elsewhere");

        assertThat(elsewhere.join()).isEqualTo("elsewhere");
        assertFails(hanging, Kind.LATER, "chat:ops did not answer within 300 ms");
        assertThat(next.join()).isEqualTo("next");
        assertThat(called).containsExactly("interrupted");
    }

    @Test
    void whatAChannelThrowsIsAFailureOfThatCallAlone() {
        assertFails(rooms.call(ROOM, Lane.NOTICE, (channel, place) -> {
            throw new RoomException(Kind.REFUSED, "no");
        }), Kind.REFUSED, "no");
        assertFails(rooms.call(ROOM, Lane.NOTICE, (channel, place) -> {
            throw new IllegalStateException("broken");
        }), Kind.LATER, "the channel failed: java.lang.IllegalStateException: broken");
        assertFails(rooms.call(ROOM, Lane.NOTICE, (channel, place) -> {
            throw new StackOverflowError();
        }), Kind.LATER, "the channel failed: java.lang.StackOverflowError");
        assertThat(rooms.call(ROOM, Lane.NOTICE, (channel, place) -> "well").join()).isEqualTo("well");
    }

    @Test
    void aRoomThatNothingReachesMayBeReachedLater() {
        assertFails(
                rooms.call(new Address("slack", "#ops"), Lane.NOTICE, (channel, place) -> ""), Kind.LATER,
                "nothing is configured that reaches slack: rooms");
    }

    @Test
    void noMoreThanAThousandCallsWait() {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<String> first = rooms.call(ROOM, Lane.REPLY, (channel, place) -> {
            running.countDown();
            return await(go);
        });
        assertThat(await(running)).isEmpty();
        for (int i = 0; i < 1_000; i++) {
            assertThat(rooms.call(ROOM, Lane.REPLY, (channel, place) -> "")).isNotNull();
        }

        assertFails(rooms.call(ROOM, Lane.REPLY, (channel, place) -> ""), Kind.LATER,
                "1000 messages wait for chat:ops");
        CompletableFuture<String> otherLane = rooms.call(ROOM, Lane.NOTICE, (channel, place) -> "notice");
        go.countDown();
        assertThat(otherLane.join()).isEqualTo("notice");
        assertThat(first).isDone();
    }

    @Test
    void aReplyThatCameTooFastIsGivenAfterThePauseAndBeforeThoseBehindIt() {
        AtomicInteger tries = new AtomicInteger();
        CompletableFuture<String> first = rooms.call(ROOM, Lane.REPLY, (channel, place) -> {
            if (tries.incrementAndGet() < 3) {
                throw tooFast(Duration.ofMillis(50));
            }
            called.add("first");
            return "first";
        });
        CompletableFuture<String> second = rooms.call(ROOM, Lane.REPLY, (channel, place) -> {
            called.add("second");
            return "second";
        });

        assertThat(second.join()).isEqualTo("second");
        assertThat(first.join()).isEqualTo("first");
        assertThat(called).containsExactly("first", "second");
        assertThat(tries).hasValue(3);
    }

    @Test
    void anAnswerWaitsInTheLaneOfWhatItCountsAs() {
        CompletableFuture<String> notice = rooms.call(ROOM, Lane.NOTICE, (channel, place) -> {
            throw tooFast(Duration.ofMinutes(5));
        });
        assertThatThrownBy(notice::join).hasCauseInstanceOf(RoomException.class);
        AtomicInteger tries = new AtomicInteger();
        Answers toAClick = (message, personal) -> {
            if (tries.incrementAndGet() == 1) {
                throw tooFast(Duration.ofMillis(50));
            }
        };
        Answers toALine = new Answers() {
            @Override
            public void answer(Message message, boolean personal) {}

            @Override
            public boolean isMessage() {
                return true;
            }
        };

        CompletableFuture<Void> line = rooms.reply(ROOM, said(toALine), Message.text("x"), false);
        rooms.reply(ROOM, said(toAClick), Message.text("y"), false).join();
        assertThat(tries).hasValue(2);
        assertThat(line).isNotDone();
    }

    private static Incoming said(Answers answers) {
        return new Incoming(
                "ops", new Person("chat:1", "ana"), "status", true, Optional.empty(), Optional.of(answers));
    }

    @Test
    void aPauseHoldsWhatIsCountedTogetherAndNothingElse() {
        CompletableFuture<String> notice = rooms.call(ROOM, Lane.NOTICE, (channel, place) -> {
            throw tooFast(Duration.ofMinutes(5));
        });
        assertThatThrownBy(notice::join).hasCauseInstanceOf(RoomException.class);

        CompletableFuture<String> next = rooms.call(ROOM, Lane.NOTICE, (channel, place) -> "next");
        assertThatThrownBy(next::join).cause().isInstanceOfSatisfying(RoomException.class, failure -> {
            assertThat(failure).hasMessage("chat:ops asked for a pause");
            assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        });
        CompletableFuture<String> reply = rooms.call(ROOM, Lane.REPLY, (channel, place) -> "reply");
        assertThat(rooms.call(ROOM, Lane.EDIT, (channel, place) -> "edit").join()).isEqualTo("edit");
        assertThat(rooms.call(ROOM, Lane.ANSWER, (channel, place) -> "answer").join()).isEqualTo("answer");
        assertThat(rooms.call(OTHER, Lane.NOTICE, (channel, place) -> "other").join()).isEqualTo("other");
        assertThat(reply).isNotDone();
    }

    private static RoomException tooFast(Duration wait) {
        return new RoomException(Kind.LATER, "429", Optional.of(wait));
    }

    @Test
    void callsAfterTheEndFailAtOnce() {
        rooms.close();

        assertThatThrownBy(() -> rooms.call(ROOM, Lane.NOTICE, (channel, place) -> "").get(5, TimeUnit.SECONDS))
                .hasMessageContaining("the bot stops");
    }

    private String await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            called.add("interrupted");
            Thread.currentThread().interrupt();
        }
        return "";
    }

    private static void assertFails(CompletableFuture<String> call, Kind kind, String why) {
        assertThatThrownBy(call::join).isInstanceOf(CompletionException.class).cause().isInstanceOfSatisfying(
                RoomException.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(kind);
                    assertThat(failure).hasMessage(why);
                    assertThat(failure.retryAfter()).isEqualTo(Optional.empty());
                });
    }
}
