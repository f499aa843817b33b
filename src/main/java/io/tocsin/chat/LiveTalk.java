package io.tocsin.chat;

import io.tocsin.chat.ChatSettings.Page;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Style;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Role;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import io.tocsin.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line that was said, and what has been answered so far. */
final class LiveTalk implements ChatTalk {

    static final Duration CONFIRMATION = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(LiveTalk.class);

    private final Scene scene;
    private final String text;
    private final Desk desk;
    private final Queue<CompletableFuture<Void>> replies = new ConcurrentLinkedQueue<>();
    private volatile Outcome outcome = Outcome.DONE;

    LiveTalk(Scene scene, String text, Desk desk) {
        this.scene = scene;
        this.text = text;
        this.desk = desk;
    }

    /** Who speaks, where, and how they are to be answered. */
    record Scene(
            Person person,
            String room,
            Incoming incoming,
            Place place,
            Role role,
            Catalogue catalogue,
            Instant now,
            Page page) {

        boolean direct() {
            return incoming.direct();
        }

        Memory.Key key() {
            return new Memory.Key(room, person.id());
        }
    }

    /**
     * Where answers leave from, and what is remembered between two lines.
     *
     * @param name the bot's, for whoever has to say it
     */
    record Desk(String name, Replies replies, Memory<Asked> asked, Memory<Pages> pages) {}

    /** A question that waits for a yes. */
    record Asked(LiveTalk talk, Confirmed action) {}

    /**
     * What became of the line.
     *
     * @param word for the audit log
     * @param why it was refused; empty if it was not
     */
    record Outcome(String word, String why) {

        static final Outcome DONE = new Outcome("done", "");
        static final Outcome ASKED = new Outcome("asked", "");

        @Override
        public String toString() {
            return why.isEmpty() ? word : word + ": " + why;
        }
    }

    Scene scene() {
        return scene;
    }

    Outcome outcome() {
        return outcome;
    }

    void outcome(Outcome now) {
        outcome = now;
    }

    /** Completes when everything answered so far was given to the adapter and the audit log has it; never fails. */
    CompletableFuture<Void> answered() {
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new));
    }

    /** Is not answered before this is done, too. */
    void after(CompletableFuture<Void> other) {
        replies.add(other);
    }

    @Override
    public Person person() {
        return scene.person;
    }

    @Override
    public String room() {
        return scene.room;
    }

    @Override
    public Optional<String> thread() {
        return scene.incoming.thread();
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String group(int number) {
        throw new IndexOutOfBoundsException("no expression matched \"" + text + "\"");
    }

    @Override
    public void reply(Message message) {
        page(message);
    }

    @Override
    public void replyInThread(Message message) {
        send(scene.incoming.inThread(), message, false);
    }

    @Override
    public void say(Phrase phrase) {
        reply(scene.catalogue.say(phrase));
    }

    @Override
    public void refuse(Phrase why) {
        String words = scene.catalogue.say(why);
        outcome = new Outcome("refused", words);
        send(Message.text(words), true);
    }

    @Override
    public void page(String longText) {
        page(Message.text(longText));
    }

    @Override
    public void page(Message message) {
        Pages pages = Pages.of(message.text(), scene.page);
        Pages rest = pages.rest();
        if (rest.lines().isEmpty()) {
            send(message, false);
            return;
        }
        desk.pages.put(scene.key(), rest, scene.now);
        send(message.withText(pages.first() + "\n" + tail(rest)), false);
    }

    /** Answers with the next page of what was too long. */
    void more() {
        desk.pages.take(scene.key(), scene.now).ifPresentOrElse(
                pages -> page(String.join("\n", pages.lines())), () -> say(Phrase.of("chat.more.none")));
    }

    private String tail(Pages rest) {
        String more = scene.direct() ? "more" : desk.name + " more";
        return scene.catalogue.say("chat.more", Integer.toString(rest.lines().size()), more);
    }

    @Override
    public void confirm(Phrase question, Confirmed action) {
        desk.asked.put(scene.key(), new Asked(this, action), scene.now);
        outcome = Outcome.ASKED;
        String prefix = scene.direct() ? "" : desk.name + " ";
        String words =
                scene.catalogue.say("chat.confirm", question, prefix + "yes", prefix + "no", Words.exact(CONFIRMATION));
        send(Message.text(words).withActions(List.of(
                new Button(scene.catalogue.say("chat.yes"), "yes", Style.ASIDE),
                new Button(scene.catalogue.say("chat.no"), "no", Style.ASIDE))), true);
    }

    private void send(Message message, boolean personal) {
        send(scene.incoming, message, personal);
    }

    private void send(Incoming to, Message message, boolean personal) {
        replies.add(desk.replies
                .reply(scene.room, to, message, personal)
                .handle((_, failure) -> {
                    if (failure != null) {
                        log.warn("a reply in {} could not be given to the adapter", scene.room, failure);
                    }
                    return (Void) null;
                })
                .toCompletableFuture());
    }

    @Override
    public Role role() {
        return scene.role;
    }

    @Override
    public boolean direct() {
        return scene.direct();
    }

    @Override
    public ZoneId zone() {
        return scene.place.zone();
    }

    @Override
    public Instant now() {
        return scene.now;
    }

    @Override
    public Language language() {
        return scene.place.language();
    }

    @Override
    public Catalogue catalogue() {
        return scene.catalogue;
    }
}
