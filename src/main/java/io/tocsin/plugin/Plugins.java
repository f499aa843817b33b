package io.tocsin.plugin;

import io.tocsin.code.Code;
import io.tocsin.code.LoadProblem;
import io.tocsin.code.PluginDirectory;
import io.tocsin.config.Config;
import io.tocsin.guard.Containment;
import io.tocsin.guard.DropInGuard;
import io.tocsin.guard.Faults;
import io.tocsin.guard.Guard;
import io.tocsin.guard.Guarded;
import io.tocsin.guard.Limits;
import io.tocsin.guard.TrustedGuard;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All plugins, bundled or not: they come in by {@link #install}, so that what they offer is known, are started once the
 * bot can serve them, and stop in reverse order. A drop-in that fails on the way is left out and told of in
 * {@link #problems}; the bot runs on.
 */
public final class Plugins implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Plugins.class);
    private static final Catalogue WORDS = Catalogue.english();

    private final Surroundings surroundings;
    private final Extensions extensions;
    private final Limits limits;
    private final List<Installed> installed = new CopyOnWriteArrayList<>();
    private final List<LoadProblem> problems = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("plugin-watch").daemon().factory());

    public Plugins(Surroundings surroundings, Extensions extensions) {
        this(surroundings, extensions, Limits.USUAL);
    }

    /** The same with limits of its own. */
    public Plugins(Surroundings surroundings, Extensions extensions, Limits limits) {
        this.limits = limits;
        this.surroundings = surroundings;
        this.extensions = extensions;
    }

    /**
     * Takes in a plugin that ships inside; what it offers is live at once.
     *
     * @throws Refusal if another has its name, or a name of something it offers
     */
    public void install(Plugin plugin) {
        String name = nameOf(plugin.getClass().getName()).toLowerCase(Locale.ROOT);
        refuseTwin(name);
        Faults faults = new Faults(surroundings.clock());
        Member member = new Member(name, Origin.bundled(), new TrustedGuard(name, faults), faults);
        Wrapping wrapping = new Wrapping.None();
        add(member, plugin, wrapping, wrapping.all(plugin));
    }

    /** Takes in what was found in the directory of plugins. */
    public void install(PluginDirectory.Found found) {
        found.problems().forEach(this::leaveOut);
        for (Code code : found.codes()) {
            for (String type : code.plugins()) {
                install(code, type);
            }
        }
    }

    private void install(Code code, String type) {
        String name = nameOf(type);
        Faults faults = new Faults(surroundings.clock());
        Guard guard = new DropInGuard(name, code.loader(), faults, new Containment(watch, limits));
        Member member = new Member(name, new Origin.DropIn(code.place()), guard, faults);
        try {
            load(member, code.loader(), type);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            guard.close();
        } catch (Exception failed) {
            guard.close();
            leaveOut(code.place(), failed);
        }
    }

    private void load(Member member, ClassLoader loader, String type) throws Exception {
        refuseTwin(member.name());
        Wrapping wrapping = new Wrapping.Foreign(new Guarded(member.guard()));
        Plugin plugin = member.guard().call("load", member.guard().limits().quick(), () -> create(loader, type));
        add(member, plugin, wrapping,
                member.guard().call("load", member.guard().limits().quick(), () -> wrapping.all(plugin)));
    }

    private static Plugin create(ClassLoader loader, String type) throws Exception {
        try {
            return Class.forName(type, true, loader).asSubclass(Plugin.class).getConstructor().newInstance();
        } catch (NoSuchMethodException none) {
            log.debug("{} cannot be made", type, none);
            throw new Refusal(Phrase.of("plugin.no-constructor", type));
        } catch (InvocationTargetException wrapped) {
            switch (wrapped.getCause()) {
                case Exception thrown -> throw thrown;
                case Error error -> throw error;
                case null, default -> throw wrapped;
            }
        }
    }

    private void add(Member member, Plugin plugin, Wrapping wrapping, Contribution lists) {
        Offer offer = new Offer(member.name(), member.origin(), wrapping, extensions);
        offer.change(_ -> lists);
        installed.add(new Installed(member, plugin, offer, new PluginBot(surroundings, offer, member)));
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

    private void leaveOut(String place, Exception failed) {
        Phrase what = failed instanceof Refusal refusal ? refusal.phrase() : Phrase.literal(failed.toString());
        log.info("{} is left out", place, failed);
        leaveOut(new LoadProblem(place, what));
    }

    private void leaveOut(LoadProblem problem) {
        problems.add(problem);
        log.warn("A plugin is left out. {}", WORDS.say(problem.phrase()));
    }

    private void refuseTwin(String name) {
        Optional<Installed> twin =
                installed.stream().filter(other -> other.name().equalsIgnoreCase(name)).findFirst();
        twin.ifPresent(other -> {
            throw Refusal.of("plugin.name-taken", name, other.member().origin().toString());
        });
    }

    /** {@code CheckServers} for itself, {@code Http} for {@code HttpPlugin}. */
    private static String nameOf(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return simple.endsWith("Plugin") && simple.length() > 6 ? simple.substring(0, simple.length() - 6) : simple;
    }

    /**
     * Keys of plugins that none asks for.
     *
     * @param started whether all have started; before that nobody knows what those that are in will ask for
     */
    public List<Phrase> unread(Config config, boolean started) {
        Map<String, Boolean> asked = new TreeMap<>();
        installed.forEach(plugin -> asked.put(
                plugin.name().toLowerCase(Locale.ROOT), !started || plugin.bot().configuration().lines().isPresent()));
        return PluginConfig.unread(config, asked);
    }

    public List<PluginInfo> list() {
        return installed.stream().map(PluginInfo::of).toList();
    }

    /** Whether no plugin does anything that nobody waits for. */
    public boolean isIdle() {
        return installed.stream().allMatch(plugin -> plugin.member().guard().isIdle());
    }

    /** What is wrong with files and directories that should have been plugins. */
    public List<Phrase> problems() {
        return problems.stream().map(LoadProblem::phrase).toList();
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
            }
        }
        watch.shutdownNow();
    }
}
