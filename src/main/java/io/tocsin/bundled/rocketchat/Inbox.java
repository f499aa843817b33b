package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Plain;
import io.tocsin.channel.live.Called;
import io.tocsin.channel.live.Turns;
import io.tocsin.spi.Answers;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Hands in what people say: each message once, as it was first. Returns at once. */
final class Inbox {

    private static final int LONGEST_NAME = 100;
    /** A message that is told much later than it was sent has only changed: a thread began under it, say. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Directory directory;
    private final Messages messages;
    private final Turns turns;
    private final Duration slow;
    private final Receiver receiver;

    Inbox(Directory directory, Messages messages, Turns turns, Duration slow, Receiver receiver) {
        this.directory = directory;
        this.messages = messages;
        this.turns = turns;
        this.slow = slow;
        this.receiver = receiver;
    }

    /** Takes a message as the server tells it. */
    void take(JsonNode message, boolean direct) {
        String id = message.path("_id").asText("");
        String room = message.path("rid").asText("");
        String user = message.path("u").path("_id").asText("");
        String type = message.path("t").asText("");
        if (id.isEmpty() || room.isEmpty() || user.isEmpty() || user.equals(directory.self().id())
                || message.hasNonNull("bot") || message.hasNonNull("editedAt") || !isFresh(message)) {
            return;
        }
        if (type.equals("uj") || type.equals("ul")) {
            turns.once(id, user, () -> receiver.moved(room, person(message), type.equals("uj")));
        } else if (type.isEmpty() && !message.path("msg").asText("").isBlank()) {
            turns.once(id, user, () -> say(message, direct));
        }
    }

    private static boolean isFresh(JsonNode message) {
        Instant sent = instant(message.path("ts"));
        Instant changed = instant(message.path("_updatedAt"));
        return Duration.between(sent, changed).compareTo(FRESH) < 0;
    }

    /** A time as the realtime API writes it, or as the other one does; the beginning of time for none. */
    static Instant instant(JsonNode time) {
        JsonNode millis = time.path("$date");
        if (millis.isNumber()) {
            return Instant.ofEpochMilli(millis.asLong());
        }
        try {
            return Instant.parse(time.asText(""));
        } catch (DateTimeException none) {
            return Instant.EPOCH;
        }
    }

    private static Person person(JsonNode message) {
        JsonNode user = message.path("u");
        String name = user.path("username").asText(user.path("name").asText(""));
        return new Person("rocketchat:" + user.path("_id").asText(), Plain.line(name, LONGEST_NAME));
    }

    private void say(JsonNode message, boolean direct) {
        String user = message.path("u").path("_id").asText();
        if (directory.isBot(user)) {
            return;
        }
        String id = message.path("_id").asText();
        String room = message.path("rid").asText();
        String thread = message.path("tmid").asText("");
        Called called = Called.of(message.path("msg").asText(), directory.self().name());
        if (called.said().isBlank()) {
            return;
        }
        Optional<String> under =
                thread.isEmpty() ? Optional.empty() : Optional.of(new Messages.Place(room, thread).toString());
        CompletableFuture<Void> done = receiver
                .receive(new Incoming(
                        room, person(message), called.said(), called.called() || direct || directory.isDirect(room),
                        under, Optional.of(new Typed(messages, room, thread)),
                        Optional.of(new Messages.Place(room, id).toString())))
                .toCompletableFuture();
        turns.showWork(done, slow, () -> messages.look(id, true), () -> messages.look(id, false));
    }

    /** Answers where something was said: there is no way to show a message to one person alone. */
    private record Typed(Messages messages, String room, String thread) implements Answers {

        @Override
        public void answer(Message message, boolean personal) throws RoomException {
            messages.answer(room, thread, message);
        }

        @Override
        public boolean isMessage() {
            return true;
        }
    }
}
