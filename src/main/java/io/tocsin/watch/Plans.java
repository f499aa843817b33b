package io.tocsin.watch;

import io.tocsin.maintenance.Run;
import io.tocsin.maintenance.Timetable.Once;
import io.tocsin.maintenance.Window;
import io.tocsin.maintenance.Window.Draft;
import io.tocsin.maintenance.Windows;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Selector;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The maintenance windows, as people and files define them. One change of definitions at a time. */
public final class Plans {

    private final Watching watching;
    private final Windows windows;
    private final InstantSource clock;

    public Plans(Watching watching, InstantSource clock) {
        this.watching = watching;
        this.windows = watching.windows();
        this.clock = clock;
    }

    /** All windows, the oldest first. */
    public List<Window> all() {
        return windows.all();
    }

    /** The run of a window that goes on. */
    public Optional<Run> open(Window window) {
        return windows.open(window.id());
    }

    /** When a window opens next; one that is open or closed before its time, when it opens again. */
    public Optional<Instant> next(Window window) {
        Instant now = clock.instant();
        Instant after = open(window).map(run -> run.span().to())
                .or(() -> windows.skipped(window.id()).filter(now::isBefore))
                .orElse(now);
        return window.draft().when().next(after);
    }

    /** A name for a window of which people have not said how it is called. */
    public String free(String wanted) {
        String name = wanted;
        for (int number = 2; windows.named(name).isPresent(); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    /**
     * Adds a window; one whose time has begun opens at once.
     *
     * @throws Refusal if its name is taken, or its time is over
     */
    public synchronized Window add(Draft draft, Person by) {
        if (windows.named(draft.name()).isPresent()) {
            throw Refusal.of("maintenance.taken", draft.name());
        }
        Instant now = clock.instant();
        if (!comes(draft, now)) {
            throw Refusal.of("maintenance.past");
        }
        Window window = new Window(windows.nextId(), Origin.CHAT, draft, by, now);
        watching.apply(new Change.WindowPlanned(window));
        return window;
    }

    /** Closes a window that is open, and forgets it if people have planned it for this once. */
    public synchronized void close(Window window) {
        boolean once = window.origin() == Origin.CHAT && window.draft().when() instanceof Once;
        watching.apply(once ? new Change.WindowDropped(window.id()) : new Change.WindowClosed(window.id()));
    }

    /** @throws Refusal if it belongs to a file */
    public synchronized void remove(Window window) {
        switch (window.origin()) {
            case CHAT -> watching.apply(new Change.WindowDropped(window.id()));
            case CONFIG -> throw Refusal.of("maintenance.in-config", window.name());
            case FILE -> throw Refusal.of("maintenance.in-file", window.name());
        }
    }

    /**
     * Makes an origin's windows those that are written, touching only what differs.
     *
     * @return what is wrong with some of them: those without a name of their own are left out
     */
    public synchronized List<Phrase> replace(Origin origin, List<Draft> written) {
        Map<String, Window> before = new LinkedHashMap<>();
        windows.all().stream()
                .filter(window -> window.origin() == origin)
                .forEach(window -> before.put(key(window.name()), window));
        List<Phrase> notes = new ArrayList<>();
        List<Draft> wanted = new ArrayList<>();
        for (Draft draft : written) {
            boolean taken = windows.named(draft.name()).filter(window -> window.origin() != origin).isPresent()
                    || wanted.stream().anyMatch(other -> key(other.name()).equals(key(draft.name())));
            if (taken) {
                notes.add(Phrase.of("maintenance.taken", draft.name()));
            } else if (comes(draft, clock.instant())) {
                wanted.add(draft);
                unmatched(draft).ifPresent(notes::add);
            }
        }
        List<Window> changed = new ArrayList<>();
        for (Draft draft : wanted) {
            Optional<Window> old = Optional.ofNullable(before.remove(key(draft.name())));
            if (old.filter(window -> window.draft().equals(draft)).isEmpty()) {
                changed.add(new Window(
                        old.map(Window::id).orElseGet(windows::nextId), origin, draft, Window.NOBODY,
                        clock.instant()));
            }
        }
        before.values().forEach(gone -> watching.apply(new Change.WindowDropped(gone.id())));
        changed.forEach(window -> watching.apply(new Change.WindowPlanned(window)));
        return notes;
    }

    /** A window that covers nothing may be meant to cover something. */
    private Optional<Phrase> unmatched(Draft draft) {
        return draft.selectors().stream()
                .filter(selector -> !selector.equalsIgnoreCase("all"))
                .filter(selector -> watching.monitors().stream()
                        .noneMatch(view -> Selector.matches(selector, view.monitor())))
                .findFirst()
                .map(selector -> Phrase.of("maintenance.unmatched", draft.name(), selector));
    }

    private static boolean comes(Draft draft, Instant now) {
        return draft.when().at(now).isPresent() || draft.when().next(now).isPresent();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
