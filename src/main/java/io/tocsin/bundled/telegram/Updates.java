package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Plain;
import io.tocsin.channel.live.Loop;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for news and hands in what people say. Telegram forgets what is older than the next question asks for, so that is
 * asked only when all before it was dealt with, or takes long. Used by one thread.
 */
final class Updates {

    private static final Logger log = LoggerFactory.getLogger(Updates.class);
    private static final List<String> WANTED = List.of("message", "callback_query");
    /** So few that the longest messages there can be fit into an answer that is read. */
    private static final int AT_ONCE = 10;
    private static final int PATIENCE_SECONDS = 10;
    private static final int NAME = 80;

    private final Api api;
    private final Chats chats;
    private final Messages messages;
    private final Registration registration;
    private final Pace pace;
    private final InstantSource clock;
    private final Receiver receiver;
    private Self self = Self.NOBODY;
    private long offset;
    private boolean well;

    Updates(Api api, Chats chats, Messages messages, Pace pace, InstantSource clock, Receiver receiver) {
        this.api = api;
        this.chats = chats;
        this.messages = messages;
        this.registration = new Registration(api, receiver);
        this.pace = pace;
        this.clock = clock;
        this.receiver = receiver;
    }

    /** Asks once; returns when something was said and dealt with, or nothing was for a while. */
    void look(Loop loop) throws RoomException, InterruptedException {
        boolean soon = !well;
        well = false;
        if (self.id() == 0) {
            JsonNode me = api.call("getMe", Api.body());
            self = new Self(me.path("id").asLong(), me.path("username").asText(""));
            log.info("Telegram: I am @{}", Plain.line(self.name(), NAME));
        }
        registration.check();
        ObjectNode question = Api.body()
                .put("offset", offset)
                .put("limit", AT_ONCE)
                .put("timeout", soon ? 0 : pace.poll().toSeconds());
        question.set("allowed_updates", Api.JSON.valueToTree(WANTED));
        JsonNode news = api.call("getUpdates", question, pace.poll().plusSeconds(PATIENCE_SECONDS));
        well = true;
        // numbers may begin anew after a quiet week, so they are held against the last ones only until those are gone
        offset = 0;
        List<CompletableFuture<Void>> underWay = new ArrayList<>();
        for (JsonNode update : news) {
            offset = update.path("update_id").asLong() + 1;
            take(update).ifPresent(underWay::add);
        }
        finish(underWay);
        loop.worked();
    }

    private void finish(List<CompletableFuture<Void>> underWay) throws InterruptedException {
        try {
            CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                    .get(pace.finish().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            log.debug("a command takes long, others are not held up by it");
        } catch (ExecutionException failed) {
            log.warn("Telegram: a line was not dealt with", failed);
        }
    }

    /** One that is not understood is left out: it would be told again for ever. */
    private Optional<CompletableFuture<Void>> take(JsonNode update) {
        try {
            return update.has("callback_query")
                    ? click(update.path("callback_query"))
                    : message(update.path("message"));
        } catch (RuntimeException odd) {
            log.warn("Telegram: an update is left out", odd);
            return Optional.empty();
        }
    }

    private Optional<CompletableFuture<Void>> message(JsonNode message) {
        JsonNode chat = message.path("chat");
        chats.seen(chat);
        if (message.has("migrate_to_chat_id")) {
            chats.moved(chat.path("id").asText(), message.path("migrate_to_chat_id").asText());
        }
        moved(message);
        boolean stale = Instant.ofEpochSecond(message.path("date").asLong()).plus(pace.stale())
                .isBefore(clock.instant());
        if (stale || !isPerson(message.path("from")) || message.has("sender_chat")) {
            return Optional.empty();
        }
        return Heard.of(message, self, registration.words())
                .filter(heard -> !heard.text().isBlank())
                .map(heard -> handIn(message, message.path("from"), heard));
    }

    private void moved(JsonNode message) {
        String address = place(message).toString();
        for (JsonNode member : message.path("new_chat_members")) {
            if (isPerson(member)) {
                receiver.moved(address, person(member), true);
            }
        }
        if (isPerson(message.path("left_chat_member"))) {
            receiver.moved(address, person(message.path("left_chat_member")), false);
        }
    }

    /** A click shows that it is worked on until it is answered, so that comes first; then it counts. */
    private Optional<CompletableFuture<Void>> click(JsonNode click) {
        JsonNode message = click.path("message");
        String line = click.path("data").asText("").strip();
        if (!answered(click.path("id").asText()) || line.isEmpty() || !isPerson(click.path("from"))
                || !message.has("chat")) {
            return Optional.empty();
        }
        return Optional.of(handIn(message, click.path("from"), new Heard(line, true)));
    }

    /** @return whether it is still meant: one that came while the bot was down is not */
    private boolean answered(String id) {
        try {
            api.call("answerCallbackQuery", Api.body().put("callback_query_id", id));
            return true;
        } catch (RoomException failure) {
            log.info("Telegram: a click could not be answered: {}", failure.getMessage());
            return failure.kind() == RoomException.Kind.LATER;
        }
    }

    private CompletableFuture<Void> handIn(JsonNode message, JsonNode from, Heard heard) {
        Place place = place(message);
        long id = message.path("message_id").asLong();
        return receiver
                .receive(new Incoming(
                        place.toString(), person(from), heard.text(), heard.direct(), Optional.empty(),
                        Optional.of(messages.answers(place, id)),
                        Optional.of(new Reference(place.chat(), id).toString())))
                .toCompletableFuture();
    }

    private static Place place(JsonNode message) {
        boolean inTopic = message.path("is_topic_message").asBoolean(false);
        return new Place(
                message.path("chat").path("id").asText(), inTopic ? message.path("message_thread_id").asLong() : 0);
    }

    private static boolean isPerson(JsonNode user) {
        return user.path("id").asLong(0) != 0 && !user.path("is_bot").asBoolean(false);
    }

    private static Person person(JsonNode user) {
        String full = user.path("first_name").asText("") + " " + user.path("last_name").asText("");
        String name = Plain.line(user.path("username").asText(full), NAME);
        String id = user.path("id").asText();
        return new Person(TelegramSettings.KIND + ":" + id, name.isEmpty() ? id : name);
    }
}
