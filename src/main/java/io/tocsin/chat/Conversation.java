package io.tocsin.chat;

import io.tocsin.chat.ChatSettings.Page;
import io.tocsin.spi.Command;
import io.tocsin.spi.Event;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.Role;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people say in one chat system. */
public final class Conversation implements Receiver {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);
    /** Somewhat more than is read, so that a longer line is known to be too long. */
    private static final int LONGEST_KEPT = 2 * Dispatch.LONGEST_LINE;

    private final String prefix;
    private final Page page;
    private final Chat chat;

    Conversation(String prefix, Page page, Chat chat) {
        this.prefix = prefix;
        this.page = page;
        this.chat = chat;
    }

    @Override
    public CompletionStage<Void> receive(Incoming incoming) {
        String line = clean(incoming.text());
        Optional<String> said = chat.addressing().addressed(line, incoming.direct());
        if (line.isEmpty() || (said.isEmpty() && !chat.anybodyHears())) {
            return CompletableFuture.completedFuture(null);
        }
        Heard heard = new Heard(incoming, line, said);
        return switch (chat.waiting().enter(heard)) {
            case TAKEN -> heard.dealtWith;
            case IGNORED -> CompletableFuture.completedFuture(null);
            case TOO_MANY -> said.isEmpty() ? CompletableFuture.completedFuture(null) : heard.tooMany();
        };
    }

    private static String clean(String text) {
        return Addressing.clean(text.length() <= LONGEST_KEPT ? text : text.substring(0, LONGEST_KEPT));
    }

    @Override
    public void moved(String address, Person person, boolean entered) {
        String room = prefix + ":" + address;
        Person own = own(person);
        chat.events().publish(
                entered ? new Event.Entered(chat.now(), room, own) : new Event.Left(chat.now(), room, own));
    }

    /** Nobody can be taken for somebody of another chat system. */
    private Person own(Person claimed) {
        boolean known = claimed.id().startsWith(prefix + ":");
        return known ? claimed : new Person(prefix + ":" + claimed.id(), claimed.name());
    }

    @Override
    public List<Command> commands() {
        return chat.described();
    }

    @Override
    public List<String> complete(String line) {
        return chat.completion().complete(line);
    }

    /** A line on its way. */
    private final class Heard implements Waiting.Line {

        private final Incoming incoming;
        private final Person person;
        private final String room;
        private volatile String line;
        private volatile Optional<String> said;
        private final CompletableFuture<Void> dealtWith = new CompletableFuture<>();

        Heard(Incoming incoming, String line, Optional<String> said) {
            this.incoming = incoming;
            this.line = line;
            this.said = said;
            this.room = prefix + ":" + incoming.address();
            this.person = own(incoming.person());
        }

        @Override
        public String room() {
            return room;
        }

        @Override
        public String person() {
            return person.id();
        }

        @Override
        public void deal() {
            try {
                if (!passes()) {
                    drop();
                    return;
                }
                LiveTalk.Scene scene = scene();
                LiveTalk talk = new LiveTalk(scene, said.orElse(line), chat.desk());
                if (said.isPresent()) {
                    chat.dispatch().answer(talk);
                }
                LiveTalk whole = new LiveTalk(scene, line, chat.desk());
                if (scene.role().includes(Role.READ)) {
                    chat.dispatch().hear(whole);
                }
                talk.answered().thenCombine(whole.answered(), (_, _) -> true).thenRun(this::drop);
            } catch (RuntimeException | Error failure) {
                log.error("a line of {} in {} could not be dealt with", person.id(), room, failure);
                drop();
            }
        }

        /** Whether the plugins' filters leave anything of it; they have a say in the text alone. */
        private boolean passes() {
            if (chat.filters().receives()) {
                Optional<String> left = chat.filters().receive(asSaid()).map(Incoming::text);
                line = left.map(Conversation::clean).orElse("");
                said = chat.addressing().addressed(line, incoming.direct());
            }
            if (!line.isEmpty()) {
                chat.events().publish(new Event.Said(chat.now(), room, person, line));
            }
            return !line.isEmpty();
        }

        private Incoming asSaid() {
            return new Incoming(
                    incoming.address(), person, line, incoming.direct(), incoming.thread(), incoming.answers(),
                    incoming.message());
        }

        @Override
        public void slow() {
            if (said.isPresent()) {
                talk().say(Phrase.of("chat.slow", chat.patience()));
            }
        }

        @Override
        public void drop() {
            dealtWith.complete(null);
        }

        private CompletionStage<Void> tooMany() {
            LiveTalk talk = talk();
            talk.say(Phrase.of("chat.flood", Integer.toString(chat.most())));
            return talk.answered();
        }

        private LiveTalk talk() {
            return new LiveTalk(scene(), line, chat.desk());
        }

        private LiveTalk.Scene scene() {
            Place place = chat.place(room, person);
            return new LiveTalk.Scene(
                    person,
                    room,
                    incoming,
                    place,
                    chat.role(person, place),
                    place.language().words(),
                    chat.now(),
                    page);
        }
    }
}
