package io.tocsin.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Adapter;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels that come and go. */
final class RoomsTest {

    private static final Address OPS = Address.parse("chat:ops");

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final Rooms rooms = new Rooms(Map.of("chat", new Chat("old")), Duration.ofSeconds(20));

    @AfterEach
    void close() {
        rooms.close();
    }

    @Test
    void aChannelTakesThePlaceOfAnother() {
        rooms.start(this::receiver);
        rooms.replace("chat", Optional.of(new Chat("new")));
        post();
        assertThat(happened)
                .containsExactly("old hears chat", "old closed", "new hears chat", "new posts to ops");
    }

    @Test
    void aChannelThatComesBeforeTheOthersStartIsStartedWithThem() {
        rooms.replace("late", Optional.of(new Chat("late")));
        assertThat(happened).isEmpty();
        rooms.start(this::receiver);
        assertThat(happened).contains("late hears late");
        assertThat(rooms.channels()).containsOnlyKeys("chat", "late");
    }

    @Test
    void messagesOfAChannelThatIsGoneMayComeAgainLater() {
        rooms.replace("chat", Optional.empty());
        assertThat(rooms.reachable(OPS)).isFalse();
        assertThatThrownBy(this::post).isInstanceOf(CompletionException.class).hasMessageContaining("chat");
        rooms.replace("chat", Optional.of(new Chat("new")));
        post();
        assertThat(happened).contains("new posts to ops");
    }

    @Test
    void oneThatCanNeverWorkIsClosedAndLeftOut() {
        rooms.start(this::receiver);
        assertThatThrownBy(() -> rooms.replace("other", Optional.of(new Chat("no")))).isInstanceOf(Refusal.class);
        assertThat(happened).contains("no closed");
        assertThat(rooms.channels()).containsOnlyKeys("chat");
    }

    @Test
    void severalChangesAreOneMessageWhereNothingIsEditedAndNobodyTalks() {
        rooms.replace("sms", Optional.of((address, key, message) -> ""));
        assertThat(rooms.joins(Address.parse("sms:eva"))).isTrue();
        assertThat(rooms.joins(OPS)).as("a conversation").isFalse();
        assertThat(rooms.joins(Address.parse("gone:x"))).isFalse();
        assertThat(rooms.threads(Address.parse("sms:eva"))).isFalse();
    }

    private void post() {
        rooms.call(OPS, Lane.NOTICE, (channel, place) -> channel.post(place, "", Message.text("x"))).join();
    }

    private Receiver receiver(String kind) {
        return new Receiver() {
            @Override
            public CompletableFuture<Void> receive(Incoming incoming) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public String toString() {
                return kind;
            }
        };
    }

    private final class Chat implements Adapter {

        private final String name;

        Chat(String name) {
            this.name = name;
        }

        @Override
        public void start(Receiver receiver) {
            if (name.equals("no")) {
                throw new Refusal("never");
            }
            happened.add(name + " hears " + receiver);
        }

        @Override
        public String post(String address, String key, Message message) {
            happened.add(name + " posts to " + address);
            return "";
        }

        @Override
        public void close() {
            happened.add(name + " closed");
        }
    }
}
