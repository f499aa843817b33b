package io.tocsin;

import io.tocsin.bundled.console.ConsolePlugin;
import io.tocsin.code.PluginDirectory;
import io.tocsin.command.CommandsPlugin;
import io.tocsin.command.Desk;
import io.tocsin.config.Config;
import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import io.tocsin.config.Secrets;
import io.tocsin.hook.Events;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.Outlook;
import io.tocsin.http.Targets;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.Origin;
import io.tocsin.page.PageContext;
import io.tocsin.page.PagePlugin;
import io.tocsin.plugin.Extensions;
import io.tocsin.plugin.Plugins;
import io.tocsin.plugin.Surroundings;
import io.tocsin.schedule.Clockwork;
import io.tocsin.schedule.Clockwork.Timing;
import io.tocsin.schedule.Schedule;
import io.tocsin.source.MonitorSource;
import io.tocsin.source.MonitorSource.News;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import io.tocsin.upkeep.Folder;
import io.tocsin.witness.Eyes.Moment;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The parts that come before anything is opened or connected: settings, plugins and the channels they make. With these
 * every problem of a configuration is known at once.
 */
final class Assembly {

    private static final String AGENT = "Tocsin/" + Version.NUMBER;

    private final Supplier<Moment> clocks;
    private final InstantSource clock;
    private final BotSettings settings;
    private final Targets targets;
    private final BoundedHttp http;
    private final Clockwork clockwork;
    private final Extensions extensions = new Extensions();
    private final Plugins plugins;
    private final Folder folder;
    private final Web web;
    private final Map<String, Notifier> channels = new TreeMap<>();
    /** Those that are set up, wrongly or not, and the console. */
    private final Set<String> channelKinds = new TreeSet<>(Set.of(ConsolePlugin.KIND));
    private final Optional<MonitorSource> monitorsFile;
    private final List<Problem> problems;
    private final MonitorCheck monitors;
    private final Path configFile;
    private final Events events = new Events(extensions);
    private final Unclaimed unclaimed = new Unclaimed();
    private volatile Config config;
    private final Path data;

    /** What is known only later, when the bot runs. */
    interface Later {
        Tocsin bot();

        default Desk desk() {
            return bot().desk();
        }

        default void say(String room, Message message) {
            bot().say(room, message);
        }
    }

    Assembly(Path configFile, Config config, Path data, Later later, List<Plugin> adapters) {
        this(configFile, config, data, later, adapters, () -> new Moment(Instant.now(), System.nanoTime()));
    }

    Assembly(Path configFile, Config config, Path data, Later later, List<Plugin> adapters, Supplier<Moment> clocks) {
        this.clocks = clocks;
        this.clock = () -> clocks.get().wall();
        this.clockwork = new Clockwork(clock);
        this.configFile = configFile;
        this.web = new Web(new Vitals(this, later::bot));
        this.config = config;
        this.data = data;
        Keys keys = new Keys(config);
        this.settings = BotSettings.from(keys, data);
        settings.db().prepare();
        this.targets = new Targets(settings.http().deny(), settings.http().allow());
        this.http = new BoundedHttp(settings.http(), targets, AGENT);
        this.plugins = new Plugins(
                new Surroundings(this::task, later::say, http, clock, events, new Lent(this, later)), extensions);
        this.folder = Folder.of(settings.plugins().directory());
        PluginDirectory.Found found = PluginDirectory.read(settings.plugins());
        List<Plugin> types = BundledTypes.of(clock, AGENT, settings.mirrors());
        List<Plugin> bundled = new ArrayList<>(types);
        bundled.addAll(BundledChannels.of(clock));
        bundled.addAll(adapters);
        bundled.add(new CommandsPlugin(later::desk, BundledTypes.settings(types)));
        bundled.add(web.plugin());
        bundled.add(new PagePlugin(() -> pages(later.bot())));
        bundled.forEach(plugins::install);
        plugins.install(found);
        channels(keys);
        new RoomCheck(keys, settings).channels(channelKinds);
        mentions(keys);
        this.monitorsFile = MonitorsFile.source(settings, http, clock, keys);
        this.problems = new ArrayList<>(unclaimed.sift(keys, channelKinds, !found.codes().isEmpty()));
        this.monitors = new MonitorCheck(builder()).look(Origin.CONFIG, settings.monitors());
        problems.addAll(monitors.problems());
    }

    private PageContext pages(Tocsin bot) {
        return new PageContext(
                bot.watching(), bot.history(), bot.database(), bot.readers().usual(), settings.monitor().zone(), clock);
    }

    private Runnable task(String id, String expression, Optional<ZoneId> zone, Runnable due) {
        clockwork.join(
                id, Timing.exact(Schedule.parse(expression), zone.orElse(settings.monitor().zone())),
                (member, planned) -> due.run());
        return () -> clockwork.leave(id);
    }

    /** Makes known the keys that the channels read. */
    void declareKeys(Keys keys) {
        extensions.adapters().forEach(factory -> keys.settings(factory.kind(), factory.settings()));
        extensions.notifiers().forEach(factory -> keys.settings(factory.kind(), factory.settings()));
    }

    private void channels(Keys keys) {
        for (AdapterFactory factory : extensions.adapters()) {
            Settings own = keys.settings(factory.kind(), factory.settings());
            if (factory.wanted(own)) {
                channel(keys, factory.kind(), () -> factory.create(own, http));
            }
        }
        for (NotifierFactory factory : extensions.notifiers()) {
            Settings own = keys.settings(factory.kind(), factory.settings());
            if (factory.wanted(own)) {
                channel(keys, factory.kind(), () -> factory.create(own, http));
            }
        }
    }

    private void mentions(Keys keys) {
        settings.rooms().mentions().forEach((alias, whom) -> {
            String key = "room." + alias + ".mention";
            Optional<Notifier> channel = Optional.ofNullable(settings.rooms().aliases().get(alias))
                    .flatMap(address -> Optional.ofNullable(channels.get(address.kind())));
            try {
                channel.ifPresent(it -> it.checkMention(whom));
            } catch (Refusal refusal) {
                keys.problem(key, refusal.phrase());
            }
        });
    }

    private void channel(Keys keys, String kind, Supplier<Notifier> create) {
        channelKinds.add(kind);
        try {
            channels.put(kind, create.get());
        } catch (Refusal refusal) {
            keys.problem(kind, refusal.phrase());
        }
    }

    /**
     * What is wrong in the file of monitors, for who asks only that; a running bot finds it out by itself.
     *
     * @param notes what is left out, or kept though nothing can check it
     */
    record FileCheck(List<Phrase> problems, List<Phrase> notes) {}

    FileCheck checkMonitorsFile() {
        News news = monitorsFile.map(MonitorSource::poll).orElse(new News.Unchanged());
        return switch (news) {
            case News.Unchanged _ -> new FileCheck(List.of(), phrases(monitors.unknownParents()));
            case News.Broken broken -> new FileCheck(phrases(broken.problems()), List.of());
            case News.Found found -> {
                int before = monitors.problems().size();
                monitors.look(Origin.FILE, found.monitors());
                List<Problem> wrong = monitors.problems();
                List<Problem> notes = new ArrayList<>(found.warnings());
                notes.addAll(monitors.notes());
                notes.addAll(monitors.unknownParents());
                yield new FileCheck(phrases(wrong.subList(before, wrong.size())), phrases(notes));
            }
        };
    }

    private static List<Phrase> phrases(List<Problem> problems) {
        return problems.stream().map(Problem::phrase).toList();
    }

    Optional<MonitorSource> monitorsFile() {
        return monitorsFile;
    }

    MonitorBuilder builder() {
        return builder(settings.secrets());
    }

    MonitorBuilder builder(Secrets secrets) {
        return new MonitorBuilder(
                settings.monitor(), extensions, secrets, new Outlook(targets, settings.http().locations()));
    }

    /** Everything that is wrong with the configuration. */
    List<Phrase> problems() {
        return phrases(problems);
    }

    BotSettings settings() {
        return settings;
    }

    Config config() {
        return config;
    }

    /** Another configuration holds from now on, for whoever reads it anew. */
    void configured(Config next) {
        config = next;
    }

    /** Where what happens is told to plugins. */
    Events events() {
        return events;
    }

    /**
     * What of the configuration nobody has asked for.
     *
     * @param started whether all plugins have started, and so have asked for what they want
     */
    List<Phrase> unread(boolean started) {
        List<Phrase> unread = new ArrayList<>(unclaimed.left(extensions, _ -> true));
        unread.addAll(plugins.unread(config, started));
        return unread;
    }

    Unclaimed unclaimed() {
        return unclaimed;
    }

    Path configFile() {
        return configFile;
    }

    Path data() {
        return data;
    }

    InstantSource clock() {
        return clock;
    }

    Supplier<Moment> clocks() {
        return clocks;
    }

    Clockwork clockwork() {
        return clockwork;
    }

    BoundedHttp http() {
        return http;
    }

    Extensions extensions() {
        return extensions;
    }

    /** The plugins' directory as it was before it was read. */
    Folder folder() {
        return folder;
    }

    Plugins plugins() {
        return plugins;
    }

    Web web() {
        return web;
    }

    /** Those that are set up, by kind. */
    Map<String, Notifier> channels() {
        return channels;
    }

    /** The kinds of the two-way channels that were made. */
    List<String> adapterKinds() {
        return channels.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Adapter)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Closes what was made, in an order that leaves nothing half used. */
    void close() {
        web.close();
        plugins.close();
        clockwork.close();
        http.close();
    }
}
