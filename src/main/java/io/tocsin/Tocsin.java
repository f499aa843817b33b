package io.tocsin;

import io.tocsin.access.Audit;
import io.tocsin.access.Roles;
import io.tocsin.bundled.console.ConsolePlugin;
import io.tocsin.chat.Chat;
import io.tocsin.chat.ChatSettings;
import io.tocsin.chat.Vocabulary;
import io.tocsin.command.Desk;
import io.tocsin.config.Problem;
import io.tocsin.db.Database;
import io.tocsin.hook.Filters;
import io.tocsin.intake.Intake;
import io.tocsin.memory.Memories;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.Origin;
import io.tocsin.notification.Hearing;
import io.tocsin.notification.Notifications;
import io.tocsin.oncall.OnCall;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.room.Languages;
import io.tocsin.room.Rooms;
import io.tocsin.spi.Command;
import io.tocsin.spi.Event;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Receiver;
import io.tocsin.status.History;
import io.tocsin.text.Catalogue;
import io.tocsin.upkeep.Switches;
import io.tocsin.upkeep.Upkeep;
import io.tocsin.watch.Definitions;
import io.tocsin.watch.Plans;
import io.tocsin.watch.Retired;
import io.tocsin.watch.Watching;
import io.tocsin.watch.WatchingParts;
import io.tocsin.witness.Eyes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running bot. Parts start in the order of the flow and stop in reverse. */
final class Tocsin implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tocsin.class);
    private static final Duration STOPPING_CHECKS = Duration.ofSeconds(3);
    private static final Duration STOPPING_NOTICES = Duration.ofSeconds(5);

    private final Assembly assembly;
    private final boolean terminal;
    private final BotSettings settings;
    private final Database database;
    private final Memories memories;
    private final Filters filters;
    private final Rooms rooms;
    private final Aliases aliases;
    private final Languages languages;
    private final Readers readers;
    private final Notifications notifications;
    private final History history;
    private final Watching watching;
    private final Retired retired;
    private final Definitions definitions;
    private final Plans plans;
    private final Audit audit;
    private final Chat chat;
    private final Desk desk;
    private final Chores chores;
    private final Upkeep upkeep;

    /** @param terminal whether a person sits at the console; a program there reads answers whole */
    Tocsin(Assembly assembly, boolean terminal) {
        this.terminal = terminal;
        this.assembly = assembly;
        this.settings = assembly.settings();
        this.database = Database.open(settings.db(), assembly.clock());
        Switches switches = new Switches(database);
        switchOff(assembly, switches);
        this.rooms = new Rooms(assembly.channels(), settings.rooms().limit());
        this.aliases = new Aliases(database, settings.rooms().aliases());
        this.languages = new Languages(
                database, aliases, rooms::canonical,
                new Languages.Configured(settings.language(), settings.rooms().languages()));
        this.readers = new Readers(rooms, aliases, languages, settings.rooms(), settings.monitor().zone());
        this.memories = new Memories(database);
        this.filters = new Filters(assembly.extensions());
        this.notifications = new Notifications(
                settings.notices(), hearing(), aliases, rooms, database, assembly.clock(), readers, filters);
        this.history = new History(database);
        MonitorBuilder builder = assembly.builder();
        RandomGenerator random = RandomGenerator.getDefault();
        this.watching = new Watching(new WatchingParts(
                settings.checks(), settings.monitor().spread(), builder, notifications, history, database,
                assembly.clockwork(), assembly.clock(), random, assembly.events(),
                new Eyes(settings.witness(), assembly.clocks())));
        this.retired = new Retired(database, settings.keepRetired());
        this.definitions = new Definitions(watching, builder, random, retired);
        this.plans = new Plans(watching, assembly.clock());
        Roles roles = Roles.load(settings.access(), database);
        this.audit = new Audit(database, settings.secrets());
        this.chat = new Chat(new Chat.Parts(
                settings.chat(), Vocabulary.of(assembly.extensions(), this::values), roles, audit,
                this::reply, readers, assembly.clock(), new Chat.Hooked(filters, assembly.events())));
        this.upkeep = new Upkeep(new Upkeep.Parts(
                settings.plugins(), settings.upkeep(), assembly.folder(), assembly.plugins(), switches,
                notifications::tellAdmin, assembly.clock()));
        this.desk = new Desk(
                watching, definitions, plans, builder, history, notifications, rooms, aliases, languages, roles,
                database, chat, assembly.plugins(), upkeep, Version.NUMBER);
        this.chores = new Chores(assembly, this);
    }

    private Hearing hearing() {
        return new Hearing(settings.rules(), OnCall.load(database, settings.onCall(), assembly.clock().instant()));
    }

    /** The channels of a plugin that is switched off are not used, and their keys not complained of. */
    private static void switchOff(Assembly assembly, Switches switches) {
        assembly.plugins().switchOff(switches::isOff);
        Set<String> left = new HashSet<>();
        assembly.extensions().adapters().forEach(factory -> left.add(factory.kind()));
        assembly.extensions().notifiers().forEach(factory -> left.add(factory.kind()));
        assembly.channels().keySet().retainAll(left);
    }

    /**
     * Begins to watch and to listen.
     *
     * @param ready run when all is loaded and nobody has been answered yet
     */
    void start(Runnable ready) {
        chores.begin();
        notifications.start();
        database.onNews(notifications::tellAdmin);
        database.events().forEach(notifications::tellAdmin);
        watching.load();
        defineConfigured();
        assembly.plugins().start();
        definitions.retype(typesGone());
        assembly.plugins().follow(definitions::retype);
        assembly.clockwork().start();
        Intake intake = new Intake(watching, assembly.clock());
        assembly.web().start(settings.web(), assembly.extensions(), languages.usual().words(), intake)
                .ifPresent(notifications::tellAdmin);
        ready.run();
        rooms.start(this::conversation);
        watching.start();
        chores.start();
        upkeep.start();
        assembly.plugins().news().forEach(notifications::tellAdmin);
        assembly.plugins().problems().forEach(notifications::tellAdmin);
        assembly.unread(true).forEach(notifications::tellAdmin);
        assembly.events().publish(new Event.Started(assembly.clock().instant()));
    }

    /** Types of monitors whose plugin could not start. */
    private Set<String> typesGone() {
        return watching.monitors().stream()
                .map(view -> view.monitor().type())
                .filter(type -> assembly.extensions().type(type).isEmpty())
                .collect(Collectors.toSet());
    }

    private void defineConfigured() {
        if (assembly.monitorsFile().isEmpty()) {
            var _ = definitions.replace(Origin.FILE, List.of());
            var _ = plans.replace(Origin.FILE, List.of());
        }
        List<Problem> problems = definitions.replace(Origin.CONFIG, settings.monitors()).problems();
        problems.forEach(problem -> notifications.tellAdmin(problem.phrase()));
        chores.readMonitorsFile();
        plans.replace(Origin.CONFIG, settings.maintenance()).forEach(notifications::tellAdmin);
        definitions.unknownParents(Origin.CONFIG, settings.monitors()).forEach(
                problem -> notifications.tellAdmin(Phrase.of("root.note", problem.phrase())));
    }

    /** One line that says what is loaded. */
    String summary() {
        Catalogue words = languages.usual().words();
        List<String> types = assembly.extensions().types().stream().map(type -> type.name()).toList();
        return words.say(
                "root.started", Version.NUMBER, String.join(", ", assembly.channels().keySet()),
                String.join(", ", types),
                assembly.plugins().list().size(), watching.monitorCount(), database.name(),
                assembly.web().where(words));
    }

    private Receiver conversation(String kind) {
        boolean program = kind.equals(ConsolePlugin.KIND) && !terminal;
        return program || rooms.attaches(kind)
                ? chat.conversation(kind, ChatSettings.Page.ALL)
                : chat.conversation(kind);
    }

    private CompletionStage<Void> reply(String room, Incoming to, Message message, boolean personal) {
        Optional<Message> left = filters.send(room, message);
        if (left.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return rooms.reply(Address.parse(room), to, left.get(), personal);
    }

    /** Values for the completion of lines. */
    private List<String> values(Command.Kind kind) {
        return switch (kind) {
            case SELECTOR -> watching.monitors().stream().map(view -> view.monitor().name()).sorted().toList();
            case ROOM -> new ArrayList<>(aliases.all().keySet());
            case WORD, REST, DURATION, MOMENT, NUMBER -> List.of();
        };
    }

    Chat chat() {
        return chat;
    }

    Rooms rooms() {
        return rooms;
    }

    Memories memories() {
        return memories;
    }

    Upkeep upkeep() {
        return upkeep;
    }

    Desk desk() {
        return desk;
    }

    Database database() {
        return database;
    }

    Audit audit() {
        return audit;
    }

    Notifications notifications() {
        return notifications;
    }

    Watching watching() {
        return watching;
    }

    Retired retired() {
        return retired;
    }

    Definitions definitions() {
        return definitions;
    }

    Plans plans() {
        return plans;
    }

    History history() {
        return history;
    }

    Aliases aliases() {
        return aliases;
    }

    Readers readers() {
        return readers;
    }

    /** Says something in a room, for a plugin; {@code admin} is the admin room, whatever that is. */
    void say(String room, Message message) {
        notifications.say(room.equals("admin") ? settings.notices().adminRoom() : room, message);
    }

    /** Finishes what runs within a bound, writes everything down, and lets go. */
    @Override
    public void close() {
        try {
            chores.close();
            upkeep.close();
            chat.close();
            watching.stop(STOPPING_CHECKS);
            history.flushAll();
            notifications.tellAdmin(Phrase.of("root.stopping"));
            notifications.drain(STOPPING_NOTICES);
        } catch (InterruptedException e) {
            log.warn("Interrupted while stopping", e);
            Thread.currentThread().interrupt();
        }
        notifications.close();
        watching.close();
        assembly.close();
        rooms.close();
        database.close();
    }
}
