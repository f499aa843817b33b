package io.tocsin.channel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts that chats share. */
final class TurnsTest {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();

    @Test
    void eachThingIsDoneOnceAndThoseOfOnePersonInTheirOrder() {
        Turns turns = new Turns("Chat", tasks::add);
        turns.once("1", "ana", () -> done.add("ana 1"));
        turns.once("2", "ana", () -> done.add("ana 2"));
        turns.once("1", "ana", () -> done.add("again"));
        turns.once("3", "ben", () -> {
            throw new IllegalStateException("the next one goes on");
        });
        turns.once("4", "ben", () -> done.add("ben 4"));
        assertThat(tasks).as("one at a time for each of them").hasSize(2);

        while (!tasks.isEmpty()) {
            tasks.removeLast().run();
        }

        assertThat(done).containsExactly("ben 4", "ana 1", "ana 2");
    }

    @Test
    void waitsGrowToABound() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        Random random = new Random(7);
        List<Long> waits = IntStream.of(0, 1, 2, 5, 6, 1_000_000)
                .mapToObj(it -> backoff.after(it, random).toMillis()).toList();
        List<Long> middle = List.of(1_000L, 2_000L, 4_000L, 32_000L, 60_000L, 60_000L);
        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i)).isBetween(middle.get(i) * 3 / 4, middle.get(i) * 5 / 4);
        }
    }

    @Test
    void whatIsNotToBeAskedIsNotAskedUntilThen() throws RoomException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        Waits waits = new Waits("Chat", now::get);

        assertThat(waits.begin("post", Duration.ofSeconds(3))).hasMessage("Chat takes no more for the next 3 s");

        waits.check("other");
        now.set(Instant.EPOCH.plusSeconds(2));
        assertThatThrownBy(() -> waits.check("post")).isInstanceOfSatisfying(
                RoomException.class, it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(1)));
        now.set(Instant.EPOCH.plusSeconds(3));
        waits.check("post");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "@tocsin status|true|status", "@Tocsin: status|true|status", "@tocsin,status|true|status",
        "@tocsin|true|''", "@tocsin. Hello|true|. Hello", "@tocsin-two status|false|@tocsin-two status",
        "@tocsin2 status|false|@tocsin2 status", "tocsin status|false|tocsin status",
        "hi @tocsin|false|hi @tocsin"
    })
    void aMentionIsTakenOffTheStart(String line, boolean called, String said) {
        assertThat(Called.of(line, "tocsin")).isEqualTo(new Called(called, said));
        assertThat(Called.of(line, "").called()).isFalse();
    }
}
