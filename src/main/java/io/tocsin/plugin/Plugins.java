package io.tocsin.plugin;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(10);

    private final Surroundings surroundings;
    private final Extensions extensions;
    private final List<Installed> installed = new CopyOnWriteArrayList<>();
    private final List<LoadProblem> problems = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("plugin-watch").daemon().factory());

    public Plugins(Surroundings surroundings, Extensions extensions) {
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
        add(name, Origin.bundled(), plugin, new TrustedGuard(name, faults), faults, new Wrapping.None());
    }

    /** Takes in what was found in the directory of plugins. */
    public void install(PluginDirectory.Found found) {
        problems.addAll(found.problems());
        for (Code code : found.codes()) {
            for (String type : code.plugins()) {
                install(code, type);
            }
        }
        problems.forEach(problem -> log.warn("plugin left out: {}", problem));
    }

    private void install(Code code, String type) {
        String name = nameOf(type);
        Faults faults = new Faults(surroundings.clock());
        DropInGuard guard = new DropInGuard(name, code.loader(), faults, watch);
        try {
            refuseTwin(name);
            Plugin plugin = guard.call("load", LOAD_LIMIT, () -> create(code.loader(), type));
            add(name, new Origin.DropIn(code.place()), plugin, guard, faults, new Wrapping.Guarded(guard));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            guard.close();
        } catch (Exception failed) {
            guard.close();
            leaveOut(code.place(), failed);
        }
    }

    private static Plugin create(ClassLoader loader, String type) throws Exception {
        try {
            return (Plugin) Class.forName(type, true, loader).getConstructor().newInstance();
        } catch (NoSuchMethodException none) {
            throw new Refusal(Phrase.of("plugin.no-constructor", type));
        }
    }

    private void add(String name, Origin origin, Plugin plugin, Guard guard, Faults faults, Wrapping wrapping) {
        Contribution lists = Guarding.now(guard, "load", () -> wrapping.all(plugin));
        Offer offer = new Offer(name, origin, wrapping, extensions);
        offer.change(_ -> lists);
        installed.add(new Installed(
                name, origin, plugin, guard, offer, faults, new PluginBot(surroundings, offer, guard)));
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
            leaveOut(plugin.origin() + " " + plugin.name(), failed);
        }
    }

    private void leaveOut(String place, Exception failed) {
        Phrase what = failed instanceof Refusal refusal ? refusal.phrase() : Phrase.literal(failed.toString());
        problems.add(new LoadProblem(place, what));
        log.warn("plugin {} is left out: {}", place, what, failed);
    }

    private void refuseTwin(String name) {
        Optional<Installed> twin =
                installed.stream().filter(other -> other.name().equalsIgnoreCase(name)).findFirst();
        twin.ifPresent(other -> {
            throw Refusal.of("plugin.name-taken", name, other.origin().toString());
        });
    }

    /** {@code CheckServers} for itself, {@code Http} for {@code HttpPlugin}. */
    private static String nameOf(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return simple.endsWith("Plugin") && simple.length() > 6 ? simple.substring(0, simple.length() - 6) : simple;
    }

    public List<PluginInfo> list() {
        return installed.stream().map(PluginInfo::of).toList();
    }

    /** What is wrong with files and directories that should have been plugins. */
    public List<LoadProblem> problems() {
        return List.copyOf(problems);
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
                log.warn("plugin {} did not stop well", plugin.name(), failed);
            } finally {
                plugin.remove();
            }
        }
        watch.shutdownNow();
    }
}
