package io.tocsin.plugin;

import io.tocsin.code.Code;
import io.tocsin.code.LoadProblem;
import io.tocsin.code.PluginDirectory;
import io.tocsin.config.Config;
import io.tocsin.guard.Containment;
import io.tocsin.guard.Limits;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All plugins, bundled or not: they come in by {@link #install}, so that what they offer is known, are started once the
 * bot can serve them, and stop in reverse order. Drop-ins come, go and change while the bot runs. One that fails on the
 * way in is left out and told of in {@link #problems}; the version before, if there is one, stays.
 *
 * <p>What changes plugins must come one at a time; what asks may come from anywhere.
 */
public final class Plugins implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Plugins.class);

    private final Surroundings surroundings;
    private final Extensions extensions;
    private final Making making;
    private final Retiring retiring;
    private final List<Installed> installed = new CopyOnWriteArrayList<>();
    private final Troubles troubles = new Troubles();
    private final List<Phrase> news = new CopyOnWriteArrayList<>();
    private final SwitchedOff off = new SwitchedOff();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("plugin-watch").daemon().factory());
    private final Following following;

    public Plugins(Surroundings surroundings, Extensions extensions) {
        this(surroundings, extensions, Limits.USUAL);
    }

    /** The same with limits of its own. */
    public Plugins(Surroundings surroundings, Extensions extensions, Limits limits) {
        // an alarm that was called off would keep the plugin that it was for
        this.watch.setRemoveOnCancelPolicy(true);
        // its thread would be taken for the plugin's that needs it first
        this.watch.prestartAllCoreThreads();
        this.surroundings = surroundings;
        this.extensions = extensions;
        this.following = new Following(surroundings.facilities());
        this.making = new Making(surroundings, extensions, new Containment(watch, limits), following);
        this.retiring = new Retiring(this::isInUse);
    }

    private boolean isInUse(Code code) {
        return installed.stream().anyMatch(plugin -> plugin.code().filter(own -> own == code).isPresent());
    }

    /**
     * Takes in a plugin that ships inside; what it offers is live at once.
     *
     * @throws Refusal if another has its name, or a name of something it offers
     */
    public void install(Plugin plugin) {
        String name = Making.nameOf(plugin.getClass().getName()).toLowerCase(Locale.ROOT);
        refuseTwin(name, List.of());
        add(making.bundled(name, plugin));
    }

    /** Takes in what was found in the directory of plugins. */
    public void install(PluginDirectory.Found found) {
        news.addAll(found.news());
        found.problems().forEach(troubles::add);
        found.off().forEach(off::note);
        for (Code code : found.codes()) {
            for (String type : code.plugins()) {
                install(code, type);
            }
        }
    }

    private void install(Code code, String type) {
        try {
            refuseTwin(Making.nameOf(type), List.of());
            add(making.foreign(code, type, Optional.empty()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            leaveOut(code.place(), failed);
        }
    }

    private void add(Installed plugin) {
        plugin.offer().publish();
        plugin.offer().gate().open(Optional.of(plugin.offer()));
        installed.add(plugin);
    }

    /** Starts all that are in. */
    public void start() {
        installed.forEach(this::start);
    }

    private void start(Installed plugin) {
        try {
            plugin.start();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            plugin.remove();
            installed.remove(plugin);
            leaveOut(plugin.member().origin().toString(), failed);
        }
    }

    /** From now on that is done whenever plugins have come or gone. */
    public void follow(Aftermath then) {
        following.become(then);
    }

    /** From now on drop-ins of these names stay out; those that are in go, without having been asked. */
    public void switchOff(Predicate<String> switchedOff) {
        off.become(switchedOff);
        for (Installed plugin : dropIns()) {
            if (off.isOff(plugin.name())) {
                plugin.remove();
                installed.remove(plugin);
                off.note(plugin);
            }
        }
    }

    /**
     * Puts what was found in a file or directory in the place of what was there. All or nothing: where something is wrong,
     * everything that came from there stays in as it was.
     */
    public Outcome replace(String place, PluginDirectory.Found found) {
        List<Installed> before = from(place);
        List<LoadProblem> wrong = new ArrayList<>(found.problems());
        List<Installed> next = new ArrayList<>();
        if (wrong.isEmpty()) {
            off.forget(place);
            found.off().forEach(off::note);
            load(found, before, next).map(reason -> new LoadProblem(place, reason)).ifPresent(wrong::add);
        }
        troubles.replace(place, wrong);
        if (wrong.isEmpty()) {
            return swapped(before, next);
        }
        next.forEach(Installed::discard);
        found.codes().forEach(Retiring::close);
        return Outcome.failed(names(before), wrong.stream().map(LoadProblem::phrase).toList());
    }

    /** Loads, starts and publishes them; answers why they cannot be in. */
    private Optional<Phrase> load(PluginDirectory.Found found, List<Installed> before, List<Installed> next) {
        try {
            for (Code code : found.codes()) {
                for (String type : code.plugins()) {
                    make(code, type, before).ifPresent(next::add);
                }
            }
            new Swap(surroundings, extensions, before, next).run();
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of(Phrase.of("plugin.live.interrupted"));
        } catch (Exception failed) {
            log.info("plugins are left out", failed);
            return Optional.of(reason(failed));
        }
    }

    private Optional<Installed> make(Code code, String type, List<Installed> before) throws Exception {
        String name = Making.nameOf(type);
        refuseTwin(name, before);
        if (off.isOff(name)) {
            off.note(name, code.place());
            return Optional.empty();
        }
        return Optional.of(
                making.foreign(code, type, before.stream().filter(plugin -> plugin.name().equals(name)).findFirst()));
    }

    private Outcome swapped(List<Installed> before, List<Installed> next) {
        installed.removeAll(before);
        installed.addAll(next);
        List<Phrase> problems = following.swapped(before, next);
        before.forEach(retiring::add);
        return Outcome.of(names(before), names(next), problems);
    }

    /** Takes out everything that came from a file or directory. */
    public Outcome remove(String place) {
        troubles.replace(place, List.of());
        off.forget(place);
        return takeOut(from(place));
    }

    /** Takes out one drop-in whose name is switched off; its file stays. */
    public Outcome takeOut(String name) {
        List<Installed> plugins = dropIns().stream().filter(plugin -> plugin.isNamed(name)).toList();
        plugins.forEach(off::note);
        return takeOut(plugins);
    }

    private Outcome takeOut(List<Installed> plugins) {
        try {
            new Swap(surroundings, extensions, plugins, List.of()).run();
            return swapped(plugins, List.of());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Outcome.NOTHING;
        } catch (Exception failed) {
            throw new IllegalStateException(names(plugins) + " cannot be taken out", failed);
        }
    }

    private List<Installed> from(String place) {
        return dropIns().stream()
                .filter(plugin -> plugin.member().origin().toString().equals(place))
                .toList();
    }

    private List<Installed> dropIns() {
        return installed.stream().filter(plugin -> plugin.member().origin() instanceof Origin.DropIn).toList();
    }

    private static List<String> names(List<Installed> plugins) {
        return plugins.stream().map(Installed::name).toList();
    }

    private void leaveOut(String place, Exception failed) {
        log.info("{} is left out", place, failed);
        troubles.add(new LoadProblem(place, reason(failed)));
    }

    static Phrase reason(Exception failed) {
        return failed instanceof Refusal refusal ? refusal.phrase() : Phrase.literal(failed.toString());
    }

    private void refuseTwin(String name, List<Installed> leaving) {
        Optional<Installed> twin = installed.stream()
                .filter(other -> other.isNamed(name) && !leaving.contains(other))
                .findFirst();
        twin.ifPresent(other -> {
            throw Refusal.of("plugin.name-taken", name, other.member().origin().toString());
        });
    }

    /**
     * Keys of plugins that none asks for. One that is kept out might ask for its own.
     *
     * @param started whether all have started; before that nobody knows what those that are in will ask for
     */
    public List<Phrase> unread(Config config, boolean started) {
        Map<String, Boolean> asked = new TreeMap<>();
        installed.forEach(plugin -> asked.put(
                plugin.name().toLowerCase(Locale.ROOT), !started || plugin.bot().configuration().lines().isPresent()));
        troubles.plugins().forEach(name -> asked.putIfAbsent(name.toLowerCase(Locale.ROOT), true));
        off.all().keySet().forEach(name -> asked.putIfAbsent(name.toLowerCase(Locale.ROOT), true));
        return PluginConfig.unread(config, asked);
    }

    public List<PluginInfo> list() {
        return installed.stream().map(PluginInfo::of).toList();
    }

    /** Whether no plugin does anything that nobody waits for. */
    public boolean isIdle() {
        return installed.stream().allMatch(plugin -> plugin.member().guard().isIdle());
    }

    /** The drop-ins that are switched off, by name, and where they are. */
    public Map<String, String> switchedOff() {
        return off.all();
    }

    /** More of one plugin. */
    public Optional<PluginDetails> details(String name) {
        return installed.stream().filter(plugin -> plugin.isNamed(name)).findFirst().map(PluginDetails::of);
    }

    /** The last faults of a plugin, the latest last. */
    public List<PluginInfo.LastFault> errors(String name) {
        return installed.stream()
                .filter(plugin -> plugin.isNamed(name))
                .flatMap(plugin -> plugin.member().faults().recent().stream())
                .map(PluginInfo::seen)
                .toList();
    }

    /** How much waits for a plugin that is being replaced. */
    public int waiting(String name) {
        return installed.stream()
                .filter(plugin -> plugin.isNamed(name))
                .mapToInt(plugin -> plugin.offer().gate().waiting())
                .sum();
    }

    /** What had to be fetched for those that are in from the beginning. */
    public List<Phrase> news() {
        return List.copyOf(news);
    }

    /** What is wrong with files and directories that should have been plugins. */
    public List<Phrase> problems() {
        return troubles.all().stream().map(LoadProblem::phrase).toList();
    }

    /** Of these what keeps one plugin, or its new version, out. */
    public List<Phrase> problems(String name) {
        return troubles.of(name).stream().map(LoadProblem::phrase).toList();
    }

    /** Stops all, the last first. */
    @Override
    public void close() {
        for (Installed plugin : installed.reversed()) {
            try {
                plugin.stop();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception failed) {
                log.warn("plugin {} did not stop well: {}", plugin.name(), failed.getMessage());
            } finally {
                plugin.remove();
                plugin.code().ifPresent(Retiring::close);
            }
        }
        retiring.close();
        watch.shutdownNow();
    }
}
