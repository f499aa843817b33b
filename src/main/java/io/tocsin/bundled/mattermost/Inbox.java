package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.mattermost.Messages.Place;
import io.tocsin.channel.Plain;
import io.tocsin.channel.live.Called;
import io.tocsin.channel.live.Turns;
import io.tocsin.spi.Answers;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Hands in what people say and click: each thing once. Returns at once. */
final class Inbox {

    private static final int LONGEST_NAME = 100;

    private final Directory directory;
    private final Messages messages;
    private final Turns turns;
    private final Duration slow;
    private final Receiver receiver;

    /** Where something was said, and by whom. */
    private record Spot(String channel, String user, String thread, boolean direct) {}

    Inbox(Directory directory, Messages messages, Turns turns, Duration slow, Receiver receiver) {
        this.directory = directory;
        this.messages = messages;
        this.turns = turns;
        this.slow = slow;
        this.receiver = receiver;
    }

    /** Takes a post as the server tells it. */
    void take(JsonNode post, boolean direct) {
        String id = post.path("id").asText("");
        String channel = post.path("channel_id").asText("");
        String user = post.path("user_id").asText("");
        JsonNode props = post.path("props");
        if (id.isEmpty() || channel.isEmpty() || user.isEmpty() || user.equals(directory.self().id())
                || post.path("edit_at").asLong(0) > 0 || post.path("delete_at").asLong(0) > 0
                || isTrue(props.path("from_bot")) || isTrue(props.path("from_webhook"))) {
            return;
        }
        switch (post.path("type").asText("")) {
            case "" -> turns.once(id, user,
                    () -> say(post, new Spot(channel, user, post.path("root_id").asText(""), direct)));
            case "system_join_channel" -> turns.once(id, user, () -> moved(channel, user, true));
            case "system_leave_channel" -> turns.once(id, user, () -> moved(channel, user, false));
            default -> {
            }
        }
    }

    private static boolean isTrue(JsonNode node) {
        return node.asText("").equals("true");
    }

    private void moved(String channel, String user, boolean entered) {
        directory.somebody(user).ifPresent(person -> receiver.moved(channel, person, entered));
    }

    private void say(JsonNode post, Spot spot) {
        Optional<Person> person = directory.somebody(spot.user);
        Called called = Called.of(post.path("message").asText(""), directory.self().name());
        if (person.isEmpty() || called.said().isBlank()) {
            return;
        }
        String id = post.path("id").asText();
        Optional<String> under = spot.thread.isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(spot.channel, spot.thread).toString());
        boolean direct = called.called() || spot.direct || directory.isDirect(spot.channel);
        CompletableFuture<Void> done = receiver
                .receive(new Incoming(
                        spot.channel, person.get(), called.said(), direct, under,
                        Optional.of(new Typed(messages, spot)), Optional.of(new Place(spot.channel, id).toString())))
                .toCompletableFuture();
        turns.showWork(done, slow, () -> messages.look(id, true), () -> messages.look(id, false));
    }

    /** Takes a click on a post, which says a line. */
    void click(JsonNode click, String line) {
        String channel = click.path("channel_id").asText("");
        String user = click.path("user_id").asText("");
        String post = click.path("post_id").asText("");
        if (channel.isEmpty() || user.isEmpty()) {
            return;
        }
        String name = Plain.line(click.path("user_name").asText(user), LONGEST_NAME);
        Spot spot = new Spot(channel, user, post, true);
        turns.once("click " + click.path("trigger_id").asText(post + line), user, () -> receiver.receive(new Incoming(
                channel, new Person("mattermost:" + user, name), line, true, Optional.empty(),
                Optional.of(new Clicked(messages, spot)))));
    }

    /** To a typed line: in its place, or to that person's eyes alone. */
    private record Typed(Messages messages, Spot spot) implements Answers {

        @Override
        public void answer(Message message, boolean personal) throws RoomException {
            if (personal && !spot.direct) {
                messages.whisper(spot.channel, spot.user, spot.thread, message);
            } else {
                messages.post(spot.channel, spot.thread, "", message);
            }
        }

        @Override
        public boolean isMessage() {
            return true;
        }
    }

    /** To a click: what was clicked is there for all, the answer is not, or else stands under it. */
    private record Clicked(Messages messages, Spot spot) implements Answers {

        @Override
        public void answer(Message message, boolean personal) throws RoomException {
            messages.whisper(spot.channel, spot.user, spot.thread, message);
        }
    }
}
