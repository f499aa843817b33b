package io.tocsin.bench;

import io.tocsin.bundled.http.HttpPlugin;
import io.tocsin.config.Keys;
import io.tocsin.config.Place;
import io.tocsin.config.Secret;
import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.db.Priority;
import io.tocsin.hook.Events;
import io.tocsin.hook.Filters;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.MonitorSettings;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.notification.Hearing;
import io.tocsin.notification.NoticeSettings;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Wording;
import io.tocsin.oncall.OnCall;
import io.tocsin.oncall.OnCallKeys;
import io.tocsin.page.PageContext;
import io.tocsin.plugin.Extensions;
import io.tocsin.plugin.Facilities;
import io.tocsin.plugin.Plugins;
import io.tocsin.plugin.Surroundings;
import io.tocsin.room.Aliases;
import io.tocsin.room.Rooms;
import io.tocsin.routing.Rules;
import io.tocsin.schedule.Clockwork;
import io.tocsin.status.History;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import io.tocsin.watch.CheckSettings;
import io.tocsin.watch.Definitions;
import io.tocsin.watch.Retired;
import io.tocsin.watch.Watching;
import io.tocsin.watch.WatchingParts;
import io.tocsin.witness.Eyes;
import io.tocsin.witness.WitnessSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The watching half of the bot in this process, on a real database and with nothing that checks by itself. */
final class Engine implements AutoCloseable {

    private static final int GROUPS = 40;

    private final Database database;
    private final History history;
    private final Watching watching;
    private final Definitions definitions;
    private final Plugins plugins;
    private final BoundedHttp http;
    private final Clockwork clockwork;

    Engine(Path directory, Duration commitDelay) {
        InstantSource clock = InstantSource.system();
        Keys keys = Keys.of(Map.of("failure-threshold", "1", "success-threshold", "1", "flapping", "false"));
        Targets targets = new Targets(List.of(), List.of());
        database = Database.open(new DbSettings("", "", new Secret(""), directory, 7, commitDelay), clock);
        http = new BoundedHttp(HttpSettings.from(keys), targets, "Tocsin/bench");
        clockwork = new Clockwork(clock);
        Extensions extensions = new Extensions();
        Events events = new Events(extensions);
        plugins = new Plugins(
                new Surroundings((id, expression, zone, due) -> () -> {}, (room, message) -> {}, http, clock, events,
                        Facilities.NONE),
                extensions);
        plugins.install(new HttpPlugin(clock, "Tocsin/bench"));
        MonitorBuilder builder = new MonitorBuilder(MonitorSettings.from(keys), extensions, Secrets.none(), targets);
        Rooms rooms = new Rooms(Map.of(), Duration.ofSeconds(1));
        Notifications notifications = new Notifications(
                NoticeSettings.from(keys),
                new Hearing(Rules.NONE, OnCall.load(database, OnCallKeys.Settings.NONE, clock.instant())),
                new Aliases(database, Map.of()), rooms, database, clock,
                room -> new Wording.Reader(Catalogue.english(), ZoneId.of("UTC"), ""),
                Filters.NONE);
        RandomGenerator random = RandomGenerator.getDefault();
        history = new History(database);
        watching = new Watching(new WatchingParts(
                CheckSettings.from(keys), Duration.ZERO, builder, notifications, history, database,
                clockwork,
                clock, random, events,
                new Eyes(WitnessSettings.NONE, () -> new Eyes.Moment(clock.instant(), System.nanoTime()))));
        definitions = new Definitions(watching, builder, random, new Retired(database, Duration.ofDays(90)));
    }

    /** Defines monitors named m0, m1, ..., in groups. */
    void define(int monitors) {
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < monitors; i++) {
            written.add(
                    new Written(Draft.named("m" + i, "http://127.0.0.1:9/m" + i).group("group " + i % GROUPS).build(),
                            Place.NOWHERE));
        }
        var _ = definitions.replace(Origin.FILE, written);
    }

    Watching watching() {
        return watching;
    }

    /** Waits until everything so far is in the database. */
    void written() {
        database.write(Priority.SAMPLE, _ -> {}).join();
    }

    PageContext page() {
        return new PageContext(
                watching, history, database, Language.ENGLISH, ZoneId.of("UTC"), InstantSource.system());
    }

    @Override
    public void close() {
        watching.close();
        plugins.close();
        clockwork.close();
        http.close();
        database.close();
    }
}
