package io.tocsin.watch;

import io.tocsin.config.Nearest;
import io.tocsin.config.Problem;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** What is watched, as people and files define it. One change of definitions at a time. */
public final class Definitions {

    private static final int ID_BITS = 40;

    private final Watching watching;
    private final MonitorBuilder builder;
    private final RandomGenerator random;

    public Definitions(Watching watching, MonitorBuilder builder, RandomGenerator random) {
        this.watching = watching;
        this.builder = builder;
        this.random = random;
    }

    /**
     * Adds a monitor.
     *
     * @throws Refusal if it is wrong, or its name is taken
     */
    public synchronized Monitor add(Draft draft) {
        if (watching.monitor(draft.name()).isPresent()) {
            throw Refusal.of("watch.name-taken", draft.name());
        }
        Monitor monitor = builder.build(freshId(), Origin.CHAT, draft, false, 1);
        watching.apply(new Change.Defined(monitor));
        return monitor;
    }

    /**
     * Gives a monitor another definition.
     *
     * @throws Refusal if it is wrong, its new name is taken, or the monitor belongs to a file
     */
    public synchronized Monitor edit(String name, Draft draft) {
        Monitor before = own(name);
        boolean renamed = !before.name().equalsIgnoreCase(draft.name());
        if (renamed && watching.monitor(draft.name()).isPresent()) {
            throw Refusal.of("watch.name-taken", draft.name());
        }
        return define(builder.build(before.id(), before.origin(), draft, before.paused(), before.version() + 1));
    }

    /** @throws Refusal if there is no such monitor, or it belongs to a file */
    public void remove(String name) {
        remove(List.of(name));
    }

    /** @throws Refusal if one of them is not there or belongs to a file; then none is removed */
    public synchronized void remove(List<String> names) {
        enact(names.stream().map(name -> own(name).id()).toList(), List.of());
    }

    /** Pauses a monitor or takes it up again; answers whether that changed anything. A file's monitor can be paused, too. */
    public synchronized boolean pause(String name, boolean paused) {
        Monitor before = find(name);
        if (before.paused() == paused) {
            return false;
        }
        Draft draft = paused ? before.draft() : before.draft().edit().enabled(true).build();
        define(builder.restore(before.id(), before.origin(), draft, paused, before.version() + 1));
        return true;
    }

    /**
     * Makes an origin's monitors those that are written, touching only what differs. All or nothing: if one of them is
     * wrong, none is changed.
     *
     * @return what is wrong; empty if it was done
     */
    public synchronized List<Problem> replace(Origin origin, List<Written> written) {
        Map<String, Monitor> before = new HashMap<>();
        Set<String> foreign = new HashSet<>();
        for (MonitorView view : watching.monitors()) {
            Monitor monitor = view.monitor();
            if (monitor.origin() == origin) {
                before.put(key(monitor.draft()), monitor);
            } else {
                foreign.add(lower(monitor.name()));
            }
        }
        List<Problem> problems = new ArrayList<>();
        List<Monitor> changed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Written one : written) {
            try {
                Draft draft = one.draft();
                if (foreign.contains(lower(draft.name())) || !names.add(lower(draft.name()))) {
                    throw Refusal.of("watch.name-taken", draft.name());
                }
                rebuilt(origin, Optional.ofNullable(before.remove(key(draft))), draft).ifPresent(changed::add);
            } catch (Refusal refusal) {
                problems.add(new Problem(one.draft().name(), "", one.place(), refusal.phrase()));
            }
        }
        if (problems.isEmpty()) {
            enact(before.values().stream().map(Monitor::id).toList(), changed);
        }
        return problems;
    }

    private Optional<Monitor> rebuilt(Origin origin, Optional<Monitor> before, Draft draft) {
        if (before.isEmpty()) {
            return Optional.of(builder.build(freshId(), origin, draft, false, 1));
        }
        Monitor old = before.get();
        boolean same = old.draft().equals(draft) && old.refused().isEmpty();
        return same
                ? Optional.empty()
                : Optional.of(builder.build(old.id(), origin, draft, old.paused() && !enables(old, draft),
                        old.version() + 1));
    }

    private static boolean enables(Monitor old, Draft draft) {
        return !old.draft().enabled() && draft.enabled();
    }

    /** Side by side, so that thousands share a few commits. */
    private void enact(List<String> removed, List<Monitor> changed) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            removed.forEach(id -> threads.execute(() -> watching.apply(new Change.Removed(id))));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            changed.forEach(monitor -> threads.execute(() -> watching.apply(new Change.Defined(monitor))));
        }
    }

    private Monitor define(Monitor monitor) {
        watching.apply(new Change.Defined(monitor));
        return monitor;
    }

    /**
     * Finds a monitor by name.
     *
     * @throws Refusal if there is none; it names the nearest
     */
    public Monitor find(String name) {
        return watching.monitor(name).map(MonitorView::monitor).orElseThrow(() -> unknown(name));
    }

    private Refusal unknown(String name) {
        List<String> names = watching.monitors().stream().map(view -> view.monitor().name()).toList();
        return Nearest.to(name, names)
                .map(near -> Refusal.of("watch.unknown-near", name, near))
                .orElseGet(() -> Refusal.of("watch.unknown", name));
    }

    private Monitor own(String name) {
        Monitor monitor = find(name);
        return switch (monitor.origin()) {
            case CHAT -> monitor;
            case CONFIG -> throw Refusal.of("watch.in-config", monitor.name());
            case FILE -> throw Refusal.of("watch.in-file", monitor.name());
        };
    }

    /** Entries of a file are told apart by name and address together. */
    private static String key(Draft draft) {
        return lower(draft.name()) + '\n' + draft.target();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private String freshId() {
        return Long.toString(random.nextLong(1L << ID_BITS - 1, 1L << ID_BITS), Character.MAX_RADIX);
    }
}
