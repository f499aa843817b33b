package io.tocsin.kit;

import io.tocsin.access.AccessSettings;
import io.tocsin.access.Audit;
import io.tocsin.access.Grant;
import io.tocsin.access.Roles;
import io.tocsin.chat.Chat;
import io.tocsin.chat.ChatSettings;
import io.tocsin.chat.Place;
import io.tocsin.chat.Vocabulary;
import io.tocsin.code.PluginDirectory;
import io.tocsin.command.CommandsPlugin;
import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.guard.Limits;
import io.tocsin.hook.Events;
import io.tocsin.hook.Filters;
import io.tocsin.memory.Memories;
import io.tocsin.plugin.Extensions;
import io.tocsin.plugin.PluginInfo;
import io.tocsin.plugin.Plugins;
import io.tocsin.plugin.Surroundings;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Event;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import io.tocsin.spi.RoomException;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** One life of a test bot, from its start to its end. */
final class World implements AutoCloseable {

    static final String PREFIX = "test";
    static final String ROOM = "ops";

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(3));
    /** Longer than any of the limits: what takes longer than that has been interrupted and does not heed it. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long OFTEN = TimeUnit.MICROSECONDS.toNanos(50);
    private static final int SURE = 3;

    private final Lasting lasting;
    private final Setup setup;
    private final Extensions extensions = new Extensions();
    private final Events events = new Events(extensions);
    private final Filters filters = new Filters(extensions);
    private final Plugins plugins;
    private final Roles roles;
    private final Chat chat;
    private final Map<String, Adapter> adapters = new ConcurrentHashMap<>();
    private final Map<String, Long> faults = new HashMap<>();

    /** What survives the end of a life. */
    record Lasting(
            Database database, Memories memories, TestTime time, ScriptedHttp http, RecordingRooms rooms,
            Transcript transcript) {

        static Lasting fresh() {
            TestTime time = new TestTime();
            Database database = Database.open(DbSettings.memory(), time);
            return new Lasting(
                    database, new Memories(database), time, new ScriptedHttp(), new RecordingRooms(),
                    new Transcript());
        }
    }

    World(Lasting lasting, Setup setup) {
        this.lasting = lasting;
        this.setup = setup;
        Role unknown = setup.roles().isEmpty() ? Role.ADMINISTER : Role.NONE;
        this.roles = Roles.load(new AccessSettings(unknown, List.of()), lasting.database);
        this.chat = new Chat(new Chat.Parts(
                new ChatSettings("tocsin", List.of("!"), ChatSettings.Page.ALL, 1_000, Duration.ofMinutes(5)),
                Vocabulary.of(extensions, _ -> List.of()), roles, new Audit(lasting.database, Secrets.none()),
                this::reply, World::place, lasting.time, new Chat.Hooked(filters, events)));
        this.plugins = new Plugins(
                new Surroundings(lasting.time, this::send, lasting.http, lasting.time, events, new Borrowed(this)),
                extensions, LIMITS);
    }

    /** Starts with a plugin; why it could not is among the problems. */
    World start(PluginDirectory.Found found) {
        plugins.install(builtIn());
        plugins.install(found);
        plugins.start();
        events.publish(new Event.Started(lasting.time.instant()));
        settle();
        return this;
    }

    /** The bot's own commands, which take their names here, too, but do nothing. */
    static CommandsPlugin builtIn() {
        return new CommandsPlugin(
                () -> {
                    throw Refusal.of("kit.built-in");
                },
                List.of());
    }

    private static Place place(String room, Person reader) {
        return new Place(Set.of(room, room.substring(room.indexOf(':') + 1)), TestTime.ZONE, Language.ENGLISH);
    }

    private void send(String room, Message message) {
        filters.send(room, message).ifPresent(left -> lasting.rooms.send(room, left));
    }

    private CompletionStage<Void> reply(String room, Incoming to, Message message, boolean personal) {
        filters.send(room, message).ifPresent(left -> answer(room, to, left, personal));
        return CompletableFuture.completedFuture(null);
    }

    private void answer(String room, Incoming to, Message message, boolean personal) {
        Adapter adapter = adapters.get(room.substring(0, room.indexOf(':')));
        if (adapter == null) {
            lasting.transcript.add(message);
            return;
        }
        try {
            if (to.answers().isPresent()) {
                to.answers().get().answer(message, personal);
            } else {
                adapter.post(to.address(), "reply-" + lasting.time.nextKey(), message);
            }
        } catch (RoomException failed) {
            lasting.transcript.add(Message.text(Failure.WORDS.say("kit.undelivered", failed.toString())));
        }
    }

    /** Somebody says a line; returns when everything that follows from it is done. */
    void say(String person, String line, boolean toBot) {
        Person who = new Person(PREFIX + ":" + person, person);
        Role role = setup.roles().getOrDefault(person, Role.ADMINISTER);
        if (roles.of(who.id(), Set.of()) != role) {
            roles.grant(new Grant(who.id(), Grant.EVERYWHERE, role), PREFIX, lasting.time.instant());
        }
        Incoming incoming = new Incoming(ROOM, who, line, toBot, Optional.empty());
        try {
            chat.conversation(PREFIX).receive(incoming).toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Failure.of("kit.interrupted");
        } catch (ExecutionException | TimeoutException late) {
            AssertionError failure = Failure.of("kit.busy", PATIENCE);
            failure.initCause(late);
            throw failure;
        }
        settle();
    }

    void happened(Event event) {
        events.publish(event);
        settle();
    }

    /** Has an adapter's lines answered. */
    void connect(String kind, Adapter adapter) {
        adapters.put(kind, adapter);
        adapter.start(chat.conversation(kind, ChatSettings.Page.ALL));
    }

    /** Waits until the plugin does nothing any more. */
    void settle() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int idle = 0;
        while (idle < SURE) {
            boolean busy = !plugins.isIdle() || !events.isIdle();
            idle = busy ? 0 : idle + 1;
            if (System.nanoTime() - end > 0) {
                throw Failure.of("kit.busy", PATIENCE);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw Failure.of("kit.interrupted");
            }
            if (busy) {
                LockSupport.parkNanos(OFTEN);
            }
        }
    }

    /** What went wrong inside the plugin since this was asked last. */
    List<String> newFaults() {
        List<String> fresh = new ArrayList<>();
        for (PluginInfo plugin : plugins.list()) {
            long before = Optional.ofNullable(faults.put(plugin.name(), plugin.faults())).orElse(0L);
            if (plugin.faults() > before) {
                plugin.lastFault()
                        .ifPresent(last -> fresh.add(Failure.WORDS.say("kit.fault", last.during(), last.what())));
            }
        }
        return fresh;
    }

    Chat chat() {
        return chat;
    }

    Setup setup() {
        return setup;
    }

    Lasting lasting() {
        return lasting;
    }

    Extensions extensions() {
        return extensions;
    }

    Plugins plugins() {
        return plugins;
    }

    Events events() {
        return events;
    }

    /** Why the plugin, or a part of it, is not there. */
    List<String> problems() {
        Catalogue words = Failure.WORDS;
        return plugins.problems().stream().map(words::say).toList();
    }

    @Override
    public void close() {
        adapters.values().forEach(Notifier::close);
        chat.close();
        plugins.close();
    }
}
