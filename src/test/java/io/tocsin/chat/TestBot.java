package io.tocsin.chat;

import io.tocsin.access.AccessSettings;
import io.tocsin.access.Audit;
import io.tocsin.access.Grant;
import io.tocsin.access.Roles;
import io.tocsin.chat.ChatSettings.Page;
import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.plugin.Listening;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Role;
import io.tocsin.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A whole chat, with a room that remembers what was answered. Rooms whose name begins with D are direct. */
final class TestBot implements Vocabulary, AutoCloseable {

    static final Person ANA = new Person("slack:U1", "ana");
    static final Person BEN = new Person("slack:U2", "ben");

    final Database database = Database.open(DbSettings.memory(), () -> Sample.NOW);
    final Audit audit = new Audit(database, Secrets.none());
    final List<String> replies = new CopyOnWriteArrayList<>();
    final List<String> personal = new CopyOnWriteArrayList<>();
    final List<Message> messages = new CopyOnWriteArrayList<>();
    final List<Command> commands = new ArrayList<>(Sample.commands());
    final List<Listening> responders = new ArrayList<>();
    final List<Listening> hearers = new ArrayList<>();
    volatile Instant now = Sample.NOW;
    Duration patience = Duration.ofSeconds(30);
    Replies way = this::reply;
    Chat.Hooked hooked = Chat.Hooked.none();
    private Optional<Chat> made = Optional.empty();

    Chat chat() {
        if (made.isEmpty()) {
            AccessSettings access = new AccessSettings(Role.READ, List.of(new Grant("slack:U1", "ops", Role.OPERATE)));
            ChatSettings settings = new ChatSettings("tocsin", List.of("!"), new Page(5, 500), 3, patience);
            made = Optional.of(new Chat(new Chat.Parts(
                    settings, this, Roles.load(access, database), audit, way, (room, _) -> place(room), () -> now,
                    hooked)));
        }
        return made.get();
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    @Override
    public List<Listening> responders() {
        return responders;
    }

    @Override
    public List<Listening> hearers() {
        return hearers;
    }

    @Override
    public List<String> values(Kind kind) {
        return kind == Kind.SELECTOR ? List.of("shop", "shop-eu") : List.of();
    }

    private CompletionStage<Void> reply(String room, Incoming to, Message message, boolean personal) {
        messages.add(message);
        if (personal) {
            this.personal.add(message.plain());
        }
        replies.add(room + to.thread().map(id -> "/" + id).orElse("") + "> " + message.plain());
        return CompletableFuture.completedFuture(null);
    }

    private Place place(String room) {
        String alias = room.equals("slack:C1") ? "ops" : "dev";
        return new Place(Set.of(room, alias), ZoneId.of("Europe/Berlin"), Language.ENGLISH);
    }

    void command(Command.Builder builder, Command.Handler handler) {
        commands.add(builder.run(handler));
    }

    /** Says something, and goes on. */
    CompletableFuture<Void> said(String room, Person person, String text) {
        return chat().conversation("slack")
                .receive(new Incoming(room, person, text, room.startsWith("D"), Optional.empty()))
                .toCompletableFuture();
    }

    /** Says something, and waits for what is answered. */
    List<String> says(String room, Person person, String text) throws Exception {
        replies.clear();
        said(room, person, text).get(10, TimeUnit.SECONDS);
        return List.copyOf(replies);
    }

    @Override
    public void close() {
        made.ifPresent(Chat::close);
        database.close();
    }
}
