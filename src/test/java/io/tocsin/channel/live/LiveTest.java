package io.tocsin.channel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.Live.Tempo;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** On a chat that has no WebSocket; what is heard over one stands in the tests of the chats. */
final class LiveTest {

    private static final Tempo QUICK = new Tempo(
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)), Duration.ofSeconds(3), Duration.ofMillis(5),
            Duration.ofSeconds(2), Duration.ofMillis(1), Duration.ofSeconds(1));

    private final Troubles troubles = new Troubles("Chat");
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aMistakeMakesItDeafForAMomentOnly() {
        Deaf chat = new Deaf() {
            @Override
            public void catchUp() {
                if (asked.incrementAndGet() == 2) {
                    throw new IllegalStateException("what was said makes no sense");
                }
            }
        };
        try (Live live = new Live("Chat", chat, troubles, QUICK)) {
            live.start();

            await().until(() -> asked.get() > 10 && troubles.line().isEmpty());
        }
    }

    @Test
    void closingEndsAQuestionThatIsNotAnswered() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Deaf chat = new Deaf() {
            @Override
            public void identify() throws RoomException {
                asking.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException closed) {
                    ended.countDown();
                    throw new RoomException(Kind.LATER, "not reached");
                }
            }
        };
        Live live = new Live("Chat", chat, troubles, QUICK);
        live.start();
        asking.await();

        live.close();

        await().until(() -> ended.getCount() == 0);
        assertThat(troubles.line()).contains("not connected yet");
    }

    /** A chat that can only be asked. */
    private static class Deaf implements Live.Chat {

        @Override
        public void identify() throws RoomException {}

        @Override
        public URI address() {
            return URI.create("ws://127.0.0.1:1/websocket");
        }

        @Override
        public Live.Talk talk(Live.Out out) {
            return new Live.Talk() {
                @Override
                public void begin() {}

                @Override
                public void heard(String text) {}

                @Override
                public void ping() {}

                @Override
                public CompletableFuture<Void> ready() {
                    return new CompletableFuture<>();
                }
            };
        }

        @Override
        public void catchUp() throws RoomException {}

        @Override
        public void close() {}
    }
}
