package io.tocsin.bundled.slack;

import io.tocsin.bundled.slack.Answered.Spot;
import io.tocsin.bundled.slack.Api.Ask;
import io.tocsin.bundled.slack.Directory.Self;
import io.tocsin.channel.live.Turns;
import io.tocsin.spi.Answers;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands in what people say: each thing once, and what one person says in its order. Returns at once. */
final class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final String EYES = "eyes";
    private static final Set<String> ALL_THE_SAME = Set.of("already_reacted", "no_reaction", "message_not_found");

    private final Api api;
    private final Directory directory;
    private final Messages messages;
    private final Turns turns;
    private final Duration slow;
    private final Receiver receiver;

    /**
     * Something that was said.
     *
     * @param id the same when Slack tells it twice
     * @param name of who said it, as far as Slack told it
     */
    record Said(String id, Spot spot, String name, String text) {}

    Inbox(Api api, Directory directory, Messages messages, Turns turns, Duration slow, Receiver receiver) {
        this.api = api;
        this.directory = directory;
        this.messages = messages;
        this.turns = turns;
        this.slow = slow;
        this.receiver = receiver;
    }

    /** A message that was typed, which also came as a mention if it is one. */
    void text(String ts, Spot spot, String text) {
        Self self = directory.self();
        if (spot.user().equals(self.user())) {
            return;
        }
        directory.seen(spot.channel());
        String line = text.strip();
        boolean called = !self.user().isEmpty()
                && (line.startsWith("<@" + self.user() + ">") || line.startsWith("<@" + self.user() + "|"));
        String rest = called ? line.substring(line.indexOf('>') + 1).replaceFirst("^[\\s:,]+", "") : line;
        Said said = new Said(spot.channel() + ":" + ts, spot, "", plain(rest));
        take(said, called || spot.isPrivate(), Answered.text(messages, spot), ts);
    }

    void command(Said said, String responseUrl) {
        Said plain = new Said(said.id, said.spot, said.name, plain(said.text));
        take(plain, true, Answered.command(messages, said.spot, responseUrl), "");
    }

    void click(Said said, String responseUrl, String clicked) {
        take(said, true, Answered.click(messages, said.spot, responseUrl, clicked), "");
    }

    /** Somebody came into a channel, or left it. */
    void moved(String channel, String user, boolean entered) {
        if (!channel.isEmpty() && !user.isEmpty() && !user.equals(directory.self().user())) {
            directory.seen(channel);
            turns.next(user, () -> receiver.moved(
                    channel, new Person("slack:" + user, directory.person(user, user)), entered));
        }
    }

    private String plain(String text) {
        return SlackText.plain(text, directory.self().user(), directory.self().name());
    }

    private void take(Said said, boolean direct, Answers answers, String ts) {
        if (!said.text.isBlank() && !said.spot.user().isEmpty()) {
            turns.once(said.id, said.spot.user(), () -> handIn(said, direct, answers, ts));
        }
    }

    private void handIn(Said said, boolean direct, Answers answers, String ts) {
        Spot spot = said.spot;
        String name = directory.person(spot.user(), said.name.isEmpty() ? spot.user() : said.name);
        Optional<String> thread = Optional.of(spot.thread())
                .filter(it -> !it.isEmpty())
                .map(it -> new Messages.Place(spot.channel(), it).toString());
        Optional<String> message = Optional.of(ts)
                .filter(it -> !it.isEmpty())
                .map(it -> new Messages.Place(spot.channel(), it).toString());
        CompletableFuture<Void> done = receiver
                .receive(new Incoming(
                        spot.channel(), new Person("slack:" + spot.user(), name), said.text, direct, thread,
                        Optional.of(answers), message))
                .toCompletableFuture();
        if (!ts.isEmpty()) {
            turns.showWork(
                    done, slow, () -> react("reactions.add", spot.channel(), ts),
                    () -> react("reactions.remove", spot.channel(), ts));
        }
    }

    /** A pair of eyes on a message, or none. */
    private void react(String method, String channel, String ts) {
        try {
            if (method.equals("reactions.add")) {
                api.call(new Ask(method, false), ALL_THE_SAME,
                        client -> client.reactionsAdd(it -> it.channel(channel).timestamp(ts).name(EYES)));
            } else {
                api.call(new Ask(method, false), ALL_THE_SAME,
                        client -> client.reactionsRemove(it -> it.channel(channel).timestamp(ts).name(EYES)));
            }
        } catch (RoomException unimportant) {
            log.debug("no {} in {}: {}", method, channel, unimportant.getMessage());
        }
    }
}
