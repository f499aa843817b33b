package io.tocsin.watch;

import io.tocsin.config.Nearest;
import io.tocsin.config.Problem;
import io.tocsin.config.Secrets;
import io.tocsin.incident.Dependencies;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.MonitorStore;
import io.tocsin.monitor.Names;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is watched, as people and files define it. One change of definitions at a time. */
public final class Definitions {

    private static final Logger log = LoggerFactory.getLogger(Definitions.class);
    private static final int ID_BITS = 40;
    private static final int SIDE_BY_SIDE = 256;

    private final Watching watching;
    private final MonitorBuilder builder;
    private final RandomGenerator random;
    private final Retired retired;

    public Definitions(Watching watching, MonitorBuilder builder, RandomGenerator random, Retired retired) {
        this.watching = watching;
        this.builder = builder;
        this.random = random;
        this.retired = retired;
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
        Draft settled = Parents.settled(watched(), Optional.empty(), draft);
        return define(builder.build(freshId(), Origin.CHAT, settled, false, 1));
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
        Draft settled = Parents.settled(watched(), Optional.of(before), draft);
        List<Draft> following = renamed ? Parents.follow(watched(), before.name(), draft.name()) : List.of();
        Monitor now =
                define(builder.build(before.id(), before.origin(), settled, before.paused(), before.version() + 1));
        enact(List.of(), redrafted(following));
        return now;
    }

    private List<Monitor> watched() {
        return watching.monitors().stream().map(MonitorView::monitor).toList();
    }

    private List<Monitor> redrafted(List<Draft> drafts) {
        return drafts.stream().map(draft -> {
            Monitor old = find(draft.name());
            return builder.restore(old.id(), old.origin(), draft, old.paused(), old.version() + 1);
        }).toList();
    }

    /** Those that depend on one of these and are none of them. */
    public List<String> dependants(List<String> names) {
        return watched().stream()
                .filter(child -> names.stream().noneMatch(child.name()::equalsIgnoreCase))
                .filter(child -> !Parents.without(child.draft(), names).equals(child.draft()))
                .map(Monitor::name)
                .sorted()
                .toList();
    }

    /** @throws Refusal if there is no such monitor, or it belongs to a file */
    public void remove(String name) {
        remove(List.of(name));
    }

    /**
     * Removes them; what depended on them stands alone, but for what a file says.
     *
     * @throws Refusal if one of them is not there or belongs to a file; then none is removed
     */
    public synchronized void remove(List<String> names) {
        List<String> gone = names.stream().map(name -> own(name).id()).toList();
        List<Draft> left = dependants(names).stream()
                .map(this::find)
                .filter(child -> child.origin() == Origin.CHAT)
                .map(child -> Parents.without(child.draft(), names))
                .toList();
        enact(gone, redrafted(left));
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
     * What came of {@link #replace}.
     *
     * @param problems what is wrong; if there is anything, nothing was changed
     * @param notes what is kept though nothing can check it
     */
    public record Replaced(List<Problem> problems, List<Problem> notes, int changed, int removed) {}

    /**
     * Makes an origin's monitors those that are written, touching only what differs. All or nothing: if one of them is
     * wrong, none is changed.
     */
    public synchronized Replaced replace(Origin origin, List<Written> written) {
        Map<String, Monitor> before = new HashMap<>();
        Names names = new Names();
        List<Monitor> others = new ArrayList<>();
        for (Monitor monitor : watched()) {
            if (monitor.origin() == origin) {
                before.put(key(monitor.draft()), monitor);
            } else {
                others.add(monitor);
                var _ = names.take(monitor.name(), monitor.origin());
            }
        }
        Map<String, MonitorStore.Stored> left = retired.of(origin, row -> key(row.draft()));
        List<Problem> problems = new ArrayList<>();
        List<Problem> notes = new ArrayList<>();
        List<Monitor> changed = new ArrayList<>();
        for (Written one : written) {
            names.take(one.draft().name(), origin).ifPresent(fault -> problems.add(one.problem(origin, fault)));
            builder.unjudged(origin, one).ifPresent(notes::add);
            try {
                Optional<Monitor> known = Optional.ofNullable(before.remove(key(one.draft())));
                Optional<Monitor> next = known.isPresent()
                        ? rebuilt(origin, known.get(), one)
                        : Optional.of(begun(origin, Optional.ofNullable(left.remove(key(one.draft()))), one));
                next.ifPresent(changed::add);
            } catch (Refusal refusal) {
                problems.addAll(builder.problems(origin, one, refusal));
            }
        }
        Dependencies dependencies = dependencies(others, written);
        problems.addAll(dependencies.cycles(origin, written));
        notes.addAll(Parents.missing(origin, written, others, before.values(), dependencies));
        if (!problems.isEmpty()) {
            changed.forEach(monitor -> monitor.probe().ifPresent(Probe::close));
            return new Replaced(problems, notes, 0, 0);
        }
        enact(before.values().stream().map(Monitor::id).toList(), changed);
        return new Replaced(problems, notes, changed.size(), before.size());
    }

    private static Dependencies dependencies(List<Monitor> others, List<Written> written) {
        List<Draft> drafts = new ArrayList<>(others.stream().map(Monitor::draft).toList());
        written.forEach(one -> drafts.add(one.draft()));
        return new Dependencies(drafts);
    }

    /** The parents of what is written that are not there, now that all is loaded. */
    public List<Problem> unknownParents(Origin origin, List<Written> written) {
        return dependencies(watched(), List.of()).unknown(origin, written);
    }

    /** Builds the monitors anew that name one of these secrets, whose values have changed. */
    public synchronized void refill(Set<String> secrets) {
        List<Monitor> changed = watching.monitors().stream()
                .map(MonitorView::monitor)
                .filter(monitor -> names(monitor.draft(), secrets))
                .map(old -> builder.restore(old.id(), old.origin(), old.draft(), old.paused(), old.version() + 1))
                .toList();
        enact(List.of(), changed);
    }

    /**
     * Makes what looks at the monitors of these types anew, of stored settings, because the types came, went or are
     * another version's; and looks whether one of them takes a monitor that could not be judged.
     */
    public synchronized void retype(Set<String> types) {
        List<Monitor> changed = new ArrayList<>();
        for (MonitorView view : watching.monitors()) {
            Monitor old = view.monitor();
            if (old.refused().isEmpty() && types.stream().noneMatch(old.type()::equalsIgnoreCase)) {
                continue;
            }
            Monitor now = builder.restore(old.id(), old.origin(), old.draft(), old.paused(), old.version() + 1);
            if (old.refused().isEmpty() || !old.refused().equals(now.refused())) {
                changed.add(now);
            }
        }
        enact(List.of(), changed);
    }

    private static boolean names(Draft draft, Set<String> secrets) {
        return Secrets.names(draft.target(), secrets)
                || draft.settings().values().stream().flatMap(List::stream)
                        .anyMatch(value -> Secrets.names(value, secrets));
    }

    /** One that comes back is the one it was. */
    private Monitor begun(Origin origin, Optional<MonitorStore.Stored> left, Written written) {
        return left.isPresent()
                ? builder.build(left.get().id(), origin, written, false, left.get().version() + 1)
                : builder.build(freshId(), origin, written, false, 1);
    }

    private Optional<Monitor> rebuilt(Origin origin, Monitor old, Written written) {
        Draft draft = written.draft();
        if (old.draft().equals(draft) && old.refused().isEmpty()) {
            return Optional.empty();
        }
        boolean paused = old.paused() && !enables(old, draft);
        Monitor now = builder.build(old.id(), origin, written, paused, old.version() + 1);
        boolean same = old.draft().equals(draft) && old.refused().equals(now.refused());
        return same ? Optional.empty() : Optional.of(now);
    }

    private static boolean enables(Monitor old, Draft draft) {
        return !old.draft().enabled() && draft.enabled();
    }

    private void enact(List<String> removed, List<Monitor> changed) {
        sideBySide(removed.stream().<Change>map(Change.Removed::new).toList());
        sideBySide(changed.stream().<Change>map(Change.Defined::new).toList());
    }

    /** Side by side, so that thousands share a few commits. One that fails holds up no other, and is told at the end. */
    private void sideBySide(List<Change> changes) {
        List<Future<?>> running = new ArrayList<>();
        Semaphore places = new Semaphore(SIDE_BY_SIDE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Change change : changes) {
                places.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        watching.apply(change);
                    } finally {
                        places.release();
                    }
                }));
            }
        }
        List<Throwable> failures = running.stream()
                .filter(done -> done.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .toList();
        failures.forEach(failure -> log.error("A change of what is watched failed", failure));
        if (!failures.isEmpty()) {
            throw new IllegalStateException(
                    failures.size() + " of " + changes.size() + " changes failed", failures.getFirst());
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
