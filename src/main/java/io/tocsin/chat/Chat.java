package io.tocsin.chat;

import io.tocsin.access.Audit;
import io.tocsin.access.Roles;
import io.tocsin.chat.ChatSettings.Page;
import io.tocsin.hook.Events;
import io.tocsin.hook.Filters;
import io.tocsin.hook.Registry;
import io.tocsin.spi.Command;
import io.tocsin.spi.Event;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Role;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** All conversations: one for each chat system, with what they share. */
public final class Chat implements AutoCloseable {

    private static final Duration PAGES_KEPT = Duration.ofMinutes(30);

    private final Parts parts;
    private final Waiting waiting;
    private final LiveTalk.Desk desk;
    private final Dispatch dispatch;

    /** What conversations need. */
    public record Parts(
            ChatSettings settings,
            Vocabulary vocabulary,
            Roles roles,
            Audit audit,
            Replies replies,
            Places places,
            InstantSource clock,
            Hooked hooked) {}

    /** What plugins want to look at in passing, and be told of. */
    public record Hooked(Filters filters, Events events) {

        /** Where there are no plugins. */
        static Hooked none() {
            return new Hooked(Filters.NONE, new Events(Registry.EMPTY));
        }
    }

    public Chat(Parts parts) {
        this.parts = parts;
        this.waiting = new Waiting(parts.settings.waiting(), parts.settings.patience());
        this.desk = new LiveTalk.Desk(
                parts.settings.name(), parts.replies, new Memory<>(LiveTalk.CONFIRMATION), new Memory<>(PAGES_KEPT));
        this.dispatch = dispatch(desk);
    }

    /**
     * Where the adapter of a chat system hands in what people say.
     *
     * @param prefix the chat system's, such as {@code slack}
     */
    public Conversation conversation(String prefix) {
        return conversation(prefix, parts.settings.page());
    }

    /** The same, with pages of its own size. */
    public Conversation conversation(String prefix, Page page) {
        return new Conversation(prefix, page, this);
    }

    private Dispatch dispatch(LiveTalk.Desk at) {
        return new Dispatch(parts.vocabulary, parts.roles, parts.audit, parts.clock, parts.hooked.filters(), at);
    }

    /**
     * Runs a command that nobody typed, with all rights, and waits for it. Where it asks yes or no, the answer is yes.
     *
     * @param by in whose name
     * @param limit after which it is interrupted
     * @return the answers
     * @throws io.tocsin.spi.Refusal if it is refused, fails, or takes too long
     */
    public List<Message> run(Person by, String line, Duration limit) {
        Place place = place(by.id(), by);
        Incoming incoming = new Incoming("", by, line, true, Optional.empty());
        LiveTalk.Scene scene = new LiveTalk.Scene(
                by, by.id(), incoming, place, Role.ADMINISTER, place.language().words(), now(), Page.ALL);
        return new Errand(scene, parts.settings.name(), this::dispatch).run(limit);
    }

    /** Everything that can be said, for {@code help}. */
    public List<Command> commands() {
        return dispatch.commands();
    }

    /** The same with their summaries in words, for chats that describe what can be said. */
    List<Command> described() {
        Catalogue words = parts.places.usual().words();
        return commands().stream()
                .map(command -> new Command(
                        command.name(), command.aliases(), command.role(), command.changes(), command.parameters(),
                        Phrase.literal(words.say(command.summary())), command.examples(), command.handler()))
                .toList();
    }

    /** Takes no more lines, and gives those under way a few seconds. */
    @Override
    public void close() {
        waiting.close();
    }

    Addressing addressing() {
        return parts.settings.addressing();
    }

    boolean anybodyHears() {
        return !parts.vocabulary.hearers().isEmpty()
                || filters().receives()
                || events().awaited(Event.Said.class);
    }

    Filters filters() {
        return parts.hooked.filters();
    }

    Events events() {
        return parts.hooked.events();
    }

    Waiting waiting() {
        return waiting;
    }

    LiveTalk.Desk desk() {
        return desk;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    Completion completion() {
        return new Completion(commands(), parts.vocabulary::values);
    }

    Phrase patience() {
        return Words.exact(parts.settings.patience());
    }

    int most() {
        return parts.settings.waiting();
    }

    Place place(String room, Person reader) {
        return parts.places.of(room, reader);
    }

    Role role(Person person, Place place) {
        return parts.roles.of(person.id(), place.names());
    }

    Instant now() {
        return parts.clock.instant();
    }
}
