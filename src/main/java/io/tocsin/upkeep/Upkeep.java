package io.tocsin.upkeep;

import io.tocsin.code.PluginDirectory;
import io.tocsin.code.PluginSettings;
import io.tocsin.config.Nearest;
import io.tocsin.plugin.Origin;
import io.tocsin.plugin.Outcome;
import io.tocsin.plugin.PluginInfo;
import io.tocsin.plugin.Plugins;
import io.tocsin.priority.Background;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the drop-ins as their files, people and their own failures have it, and tells the admin room. */
public final class Upkeep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final int LOOK_MILLIS = 500;
    /** A file that was just seen to change is looked at again soon. */
    private static final int AGAIN_MILLIS = 200;
    private static final int CLOSING_SECONDS = 3;
    private static final String COMPILER = "com/sun/tools/javac/*.*";

    private final Parts parts;
    private final Settling settling;
    private final Care care;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("plugin-files").daemon().unstarted(() -> {
                // it compiles, which would make checks late
                Background.lessForThisThread();
                work.run();
            }));

    /**
     * What it works with.
     *
     * @param folder as it was before the plugins were read
     * @param admin is told what has become of each change
     */
    public record Parts(
            PluginSettings directory,
            UpkeepSettings settings,
            Folder folder,
            Plugins plugins,
            Switches switches,
            Consumer<Phrase> admin,
            InstantSource clock) {}

    public Upkeep(Parts parts) {
        this.parts = parts;
        this.settling = new Settling(parts.folder.atFirst());
        this.care = new Care(parts.settings);
    }

    /** Looks at the files from now on. */
    public void start() {
        thread.execute(this::wake);
        again(LOOK_MILLIS);
    }

    /** Takes in what somebody has asked for in an earlier life. */
    private void wake() {
        Set<String> wanted = parts.switches.wanted();
        parts.plugins.switchedOff().forEach((name, place) -> {
            if (wanted.contains(name.toLowerCase(Locale.ROOT))) {
                read(place).problems().forEach(this::tell);
            }
        });
    }

    private void again(int millis) {
        try {
            var _ = thread.schedule(this::round, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            log.debug("the bot stops", closed);
        }
    }

    private void round() {
        boolean unsettled = false;
        try {
            unsettled = look();
        } catch (RuntimeException | Error failed) {
            log.error("The plugins could not be looked after; it is tried again", failed);
        } finally {
            again(unsettled ? AGAIN_MILLIS : LOOK_MILLIS);
        }
    }

    /** Looks at files and failures, once; answers whether a file is still changing. */
    boolean look() {
        Settling.News news = settling.look(parts.folder.stamps());
        news.gone().forEach(this::gone);
        news.changed().stream().filter(parts.folder::isNew).forEach(this::saved);
        care.look(parts.plugins.list(), parts.clock.instant()).forEach(this::advised);
        return settling.isUnsettled();
    }

    private void gone(String place) {
        parts.folder.forget(place);
        tell(new Report(place, 0, parts.plugins.remove(place)));
    }

    private void saved(String place) {
        offFrom(place).filter(parts.switches::isOffByFailures).ifPresent(parts.switches::switchOn);
        tell(read(place));
    }

    private Optional<String> offFrom(String place) {
        return parts.plugins.switchedOff().entrySet().stream()
                .filter(entry -> entry.getValue().equals(place))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What is new gets all its chances again; what stays does not answer for what failed to take its place. */
    private Report read(String place) {
        Report report = replaced(place);
        report.outcome().came().forEach(care::begin);
        report.outcome().replaced().forEach(care::begin);
        report.outcome().kept().forEach(care::begin);
        return report;
    }

    private Report replaced(String place) {
        long start = System.nanoTime();
        // for what the compiler of plugins does in a day, they would work longer than it does
        Background.lessForOptimizers(COMPILER);
        PluginSettings settings = parts.directory.wanting(parts.switches.wanted());
        Outcome outcome = parts.plugins.replace(place, PluginDirectory.read(settings, Path.of(place), parts.admin));
        return new Report(place, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), outcome);
    }

    private void advised(Care.Case one) {
        String name = one.plugin().name();
        switch (one.advice()) {
            case NOTHING -> {
            }
            case RESTART -> {
                tell(Phrase.of("plugin.live.restarting", name, one.plugin().faults(), last(one.plugin())));
                replaced(one.plugin().origin().toString()).problems().forEach(this::tell);
            }
            case SWITCH_OFF -> {
                parts.switches.switchOff(name, true);
                parts.plugins.takeOut(name);
                tell(Phrase.of("plugin.live.off", name, parts.settings.failures(), last(one.plugin())));
            }
        }
    }

    private static Phrase last(PluginInfo plugin) {
        return plugin.lastFault().map(PluginInfo.LastFault::what).orElse(Phrase.literal(""));
    }

    private void tell(Report report) {
        report.lines().forEach(this::tell);
    }

    private void tell(Phrase line) {
        parts.admin.accept(line);
    }

    /**
     * Loads a plugin's file anew, changed or not.
     *
     * @return what has become of it
     * @throws Refusal if there is no such drop-in
     */
    public List<Phrase> reload(String name) {
        return told(() -> {
            if (parts.switches.isOff(name) && parts.plugins.switchedOff().containsKey(name)) {
                throw Refusal.of("plugin.live.is-off", name);
            }
            return read(place(name)).lines();
        });
    }

    /**
     * The configuration of some plugins is another; returns at once.
     *
     * @param names in small letters
     */
    public void configured(Set<String> names) {
        for (String name : names) {
            try {
                thread.execute(() -> configured(name));
            } catch (RejectedExecutionException closed) {
                log.debug("the bot stops", closed);
            }
        }
    }

    /** One that could not be in with what was configured before may be now. */
    private void configured(String name) {
        try {
            boolean bundled = find(name).filter(plugin -> plugin.origin() instanceof Origin.Bundled).isPresent();
            if (!bundled && !parts.switches.isOff(name)) {
                inFolder(name).map(this::read).ifPresent(this::tell);
            }
        } catch (RuntimeException failed) {
            log.error("The plugin {} could not be told of its new configuration", name, failed);
        }
    }

    /** Takes a plugin out until it is enabled again. */
    public List<Phrase> disable(String name, String by) {
        return told(() -> {
            if (parts.plugins.switchedOff().containsKey(name)) {
                throw Refusal.of("plugin.live.is-off", name);
            }
            String exact = dropIn(name).name();
            parts.switches.switchOff(exact, false);
            parts.plugins.takeOut(exact);
            return List.of(Phrase.of("plugin.live.disabled", exact, by));
        });
    }

    /** Takes a plugin in that was switched off. */
    public List<Phrase> enable(String name) {
        return told(() -> {
            String place = parts.plugins.switchedOff().get(name);
            if (place == null) {
                throw Refusal.of("plugin.live.is-on", dropIn(name).name());
            }
            parts.switches.switchOn(name);
            return read(place).lines();
        });
    }

    /** On the thread that changes plugins; the admin room is told, too. */
    private List<Phrase> told(Supplier<List<Phrase>> work) {
        try {
            List<Phrase> lines = thread.submit(work::get).get();
            lines.forEach(this::tell);
            return lines;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refusal.of("plugin.live.interrupted");
        } catch (RejectedExecutionException closed) {
            log.debug("the bot stops", closed);
            throw Refusal.of("plugin.live.interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private PluginInfo dropIn(String name) {
        PluginInfo found = find(name).orElseThrow(() -> unknown(name));
        if (found.origin() instanceof Origin.Bundled) {
            throw Refusal.of("plugin.live.bundled", found.name());
        }
        return found;
    }

    private Optional<PluginInfo> find(String name) {
        return parts.plugins.list().stream().filter(plugin -> plugin.name().equalsIgnoreCase(name)).findFirst();
    }

    /** Where a plugin is, or, if it is broken, where it would be. */
    private String place(String name) {
        if (find(name).isPresent()) {
            return dropIn(name).origin().toString();
        }
        return inFolder(name).orElseThrow(() -> unknown(name));
    }

    private Optional<String> inFolder(String name) {
        Optional<String> known = find(name).map(plugin -> plugin.origin().toString());
        return known.or(() -> parts.folder.stamps().keySet().stream()
                .filter(place -> String.valueOf(Path.of(place).getFileName()).replaceFirst("\\.java$", "")
                        .equalsIgnoreCase(name))
                .findFirst());
    }

    /** Says which there are. */
    public Refusal unknown(String name) {
        List<String> names = new ArrayList<>(parts.plugins.switchedOff().keySet());
        parts.plugins.list().forEach(plugin -> names.add(plugin.name()));
        return Nearest.to(name, names)
                .map(near -> Refusal.of("plugin.live.unknown-near", name, near))
                .orElseGet(() -> Refusal.of("plugin.live.unknown", name));
    }

    /** What is under way is given a moment to end, so that no plugin is half in. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                log.warn("A plugin is still being loaded while the bot stops");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
