package io.tocsin.watch;

import io.tocsin.bundled.heartbeat.HeartbeatPlugin;
import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.hook.Events;
import io.tocsin.hook.Filters;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Mute;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Judge;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.MonitorSettings;
import io.tocsin.monitor.Policy;
import io.tocsin.monitor.Policy.FlapPolicy;
import io.tocsin.monitor.Reminder;
import io.tocsin.notification.NoticeSettings;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Wording;
import io.tocsin.plugin.Extensions;
import io.tocsin.plugin.Facilities;
import io.tocsin.plugin.Plugins;
import io.tocsin.plugin.Surroundings;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.room.Rooms;
import io.tocsin.schedule.Clockwork;
import io.tocsin.schedule.Schedule;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Result;
import io.tocsin.status.History;
import io.tocsin.text.Catalogue;
import io.tocsin.witness.Eyes;
import io.tocsin.witness.WitnessSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * The real engine over a real database in memory, with rooms that keep what they are told. Checks are handed in by the
 * tests, so nothing here waits for time to pass.
 */
final class Rig implements AutoCloseable {

    static final Person ANA = new Person("console:ana", "ana");
    static final Person BEN = new Person("console:ben", "ben");
    private static final int ENOUGH = 3;

    final SetClock clock = new SetClock();
    final RecordingRoom console = new RecordingRoom(false);
    final RecordingRoom lines = new RecordingRoom(false);
    final RecordingRoom edits = new RecordingRoom(true);
    final RecordingRoom pager = RecordingRoom.pager();
    final RecordingRoom board = RecordingRoom.board();
    final Database database = Database.open(DbSettings.memory(), clock);
    final Scripted type = new Scripted();
    private final Random ids = new Random(2);
    private final Extensions extensions = new Extensions();
    final Events events = new Events(extensions);
    final Plugins plugins;
    private FlapPolicy flapping = FlapPolicy.OFF;
    final Retired retired = new Retired(database, Duration.ofDays(90));
    private Optional<Reminder> reminder = Optional.empty();
    private String mention = "";
    private WitnessSettings witnesses = WitnessSettings.NONE;
    private NoticeSettings notices = new NoticeSettings("console", "lines", Duration.ofHours(24));
    private Said said = Said.of();
    private final Map<String, Notifier> more = new TreeMap<>();
    Engine engine;

    /** What a restart makes anew. */
    record Engine(
            Notifications notifications,
            Watching watching,
            Definitions definitions,
            MonitorBuilder builder,
            Clockwork clockwork,
            Rooms rooms,
            Aliases aliases,
            History history)
            implements AutoCloseable {
        @Override
        public void close() {
            notifications.close();
            watching.close();
            clockwork.close();
            rooms.close();
        }
    }

    Rig() {
        plugins = new Plugins(
                new Surroundings((id, expression, zone, due) -> () -> {}, (room, message) -> {}, request -> {
                    throw new IllegalStateException("nothing here goes out");
                }, clock, events, Facilities.NONE),
                extensions);
        plugins.install(new Plugin() {
            @Override
            public List<MonitorType> monitorTypes() {
                return List.of(type, new HeartbeatPlugin().monitorTypes().getFirst());
            }
        });
        engine = engine();
    }

    /** Takes in a plugin and starts it. */
    void plugin(Plugin plugin) {
        plugins.install(plugin);
        plugins.start();
    }

    Rig flapping(FlapPolicy policy) {
        flapping = policy;
        return again();
    }

    Rig reminding(Duration every) {
        return reminding(Reminder.every(every));
    }

    Rig reminding(Reminder waits) {
        reminder = Optional.of(waits);
        return again();
    }

    /** What bot.properties says of who hears. */
    Rig hearing(String... lines) {
        said = Said.of(lines);
        return again();
    }

    /** Who shows that the bot's own network is there. */
    Rig witnesses(WitnessSettings settings) {
        witnesses = settings;
        return again();
    }

    /** Whom notices may ping. */
    Rig pinging(String whom) {
        mention = whom;
        return again();
    }

    Rig notices(NoticeSettings settings) {
        notices = settings;
        return again();
    }

    /** Rooms of one more kind. */
    Rig channel(String kind, Notifier channel) {
        more.put(kind, channel);
        return again();
    }

    private Rig again() {
        engine.close();
        engine = engine();
        return this;
    }

    private Engine engine() {
        Map<String, Notifier> channels = new TreeMap<>(Map.of(
                "console", console, "lines", lines, "edits", edits, "pager", pager, "board", board));
        channels.putAll(more);
        Rooms rooms = new Rooms(channels, Duration.ofSeconds(5));
        Aliases aliases = new Aliases(
                database,
                Map.of(
                        "lines", new Address("lines", "#ops"), "edits", new Address("edits", "#ops"),
                        "pager", new Address("pager", "#ops"), "board", new Address("board", "#ops")));
        Notifications notifications = new Notifications(
                notices, said.hearing(database, clock), aliases, rooms, database,
                clock,
                room -> new Wording.Reader(Catalogue.english(), ZoneId.of("UTC"), mention),
                new Filters(extensions));
        History history = new History(database);
        MonitorSettings settings = new MonitorSettings(
                Schedule.parse("every 60s"), ZoneId.of("UTC"), Duration.ofSeconds(10), Duration.ZERO,
                new Policy(ENOUGH, 2, Duration.ofHours(1), flapping), reminder);
        MonitorBuilder builder = new MonitorBuilder(settings, extensions, Secrets.none(), (host, address) -> {});
        Clockwork clockwork = new Clockwork(clock);
        Watching watching = new Watching(new WatchingParts(
                new CheckSettings(100, 100, 500), Duration.ZERO, builder, notifications, history, database, clockwork,
                clock, new Random(1), events, new Eyes(witnesses, clock::moment)));
        notifications.start();
        watching.load();
        return new Engine(
                notifications, watching, new Definitions(watching, builder, ids, retired),
                builder, clockwork, rooms,
                aliases,
                history);
    }

    /** Lets time pass, and what is due happen at its time. */
    void pass(Duration time) {
        pass(time, this::settled);
    }

    /** @param each after each thing that was due */
    void pass(Duration time, Runnable each) {
        Scene.pass(clock, engine.watching().due(), time, each);
        settled();
    }

    /** Stops all that happens by itself, so that what is due and what is looked at is said. */
    void still() {
        engine.watching().close();
        wake();
    }

    /** What the bot does about time when it begins to watch, without its threads. */
    void wake() {
        engine.watching().wake();
    }

    /** As if by kill -9: what is in the database is all that is left. */
    void restart() {
        settled();
        again();
        settled();
    }

    /** As if by kill -9, while messages are on their way. */
    void restartAtOnce() {
        again();
    }

    /** Has everything written anew, as after the database was replaced. */
    void rewrite() {
        database.rewrite();
    }

    /** Waits until every room has got what it can get. */
    void settled() {
        try {
            engine.notifications().drain(Duration.ofSeconds(20));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    Monitor add(String name, String... rooms) {
        return add(Draft.named(name, "scripted://" + name).rooms(List.of(rooms)));
    }

    Monitor add(Draft.Builder draft) {
        return engine.definitions().add(draft.build());
    }

    Monitor monitor(String name) {
        return engine.definitions().find(name);
    }

    MonitorView view(String name) {
        return engine.watching().monitor(name).orElseThrow();
    }

    String state(String name) {
        return view(name).shown();
    }

    Incident incident(String name) {
        return view(name).incident().orElseThrow();
    }

    /** A minute later a check of the monitor sees this status. */
    void check(String name, int status) {
        clock.pass(Duration.ofMinutes(1));
        checkNow(monitor(name), status);
    }

    void checkNow(Monitor monitor, int status) {
        Result result = Result.builder()
                .connected(true)
                .status(status, status + (status < 400 ? " OK" : " Service Unavailable"))
                .phases(new Phases(0, 0, 0, 212_000_000L, 0))
                .build();
        apply(new Change.Checked(monitor,
                new Judge(Secrets.none()).judge(monitor, clock.instant(), clock.instant(), result)));
    }

    void apply(Change change) {
        engine.watching().apply(change);
    }

    /** As many checks as it takes. */
    void good(String name) {
        check(name, 200);
        check(name, 200);
        settled();
    }

    void bad(String name) {
        bad(name, 503);
        settled();
    }

    void bad(String name, int status) {
        for (int i = 0; i < ENOUGH; i++) {
            check(name, status);
        }
    }

    Mute mute(String selector) {
        return mute(selector, Optional.empty());
    }

    Mute mute(String selector, Duration length) {
        return mute(selector, Optional.of(length));
    }

    private Mute mute(String selector, Optional<Duration> length) {
        Mute mute = new Mute(
                engine.watching().mutes().nextId(), selector, length.map(clock.instant()::plus), false, "", ANA,
                clock.instant());
        apply(new Change.Muted(mute));
        return mute;
    }

    void unmute(Mute mute) {
        apply(new Change.Unmuted(mute.id()));
        settled();
    }

    @Override
    public void close() {
        engine.close();
        plugins.close();
        database.close();
    }
}
