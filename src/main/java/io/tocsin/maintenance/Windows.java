package io.tocsin.maintenance;

import io.tocsin.db.Tx;
import io.tocsin.monitor.Monitor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The windows that are planned, and those that are open. Safe for use by many threads. */
public final class Windows {

    private final Map<Long, Window> planned = new ConcurrentSkipListMap<>();
    private final Map<Long, Run> open = new ConcurrentHashMap<>();
    private final Map<Long, Instant> skipped = new ConcurrentHashMap<>();
    private final AtomicLong lastWindow;
    private final AtomicLong lastRun;

    private Windows(long lastWindow, long lastRun) {
        this.lastWindow = new AtomicLong(lastWindow);
        this.lastRun = new AtomicLong(lastRun);
    }

    /** As an earlier run of the bot has left them. */
    public static Windows load(Tx tx) {
        Windows windows = new Windows(WindowStore.lastId(tx), WindowStore.lastRun(tx));
        WindowStore.all(tx).forEach(windows::put);
        WindowStore.open(tx).forEach(windows::open);
        windows.skipped.putAll(WindowStore.skipped(tx));
        return windows;
    }

    public long nextId() {
        return lastWindow.incrementAndGet();
    }

    public long nextRun() {
        return lastRun.incrementAndGet();
    }

    /** Plans a window, in place of what it was before. */
    public void put(Window window) {
        planned.put(window.id(), window);
    }

    public void remove(long id) {
        planned.remove(id);
        skipped.remove(id);
    }

    public Optional<Window> find(long id) {
        return Optional.ofNullable(planned.get(id));
    }

    public Optional<Window> named(String name) {
        return planned.values().stream().filter(window -> window.name().equalsIgnoreCase(name)).findFirst();
    }

    /** All that are planned, the oldest first. */
    public List<Window> all() {
        return List.copyOf(planned.values());
    }

    /** Begins a run, or has it go on otherwise. */
    public void open(Run run) {
        open.put(run.window(), run);
    }

    public void close(Run run) {
        open.remove(run.window(), run);
    }

    /** Does not open a window before a moment. */
    public void skip(long id, Instant until) {
        skipped.put(id, until);
    }

    /** Until when a window stays closed, because somebody has closed it. */
    public Optional<Instant> skipped(long id) {
        return Optional.ofNullable(skipped.get(id));
    }

    /** The run of a window, as long as it is open. */
    public Optional<Run> open(long id) {
        return Optional.ofNullable(open.get(id));
    }

    /** Those that are open, the one that stays so the longest last. */
    public List<Run> open() {
        return open.values().stream().sorted(Comparator.comparing(run -> run.span().to())).toList();
    }

    /** The run that covers a monitor the longest, if any does; one whose time is up does not. */
    public Optional<Run> over(Monitor monitor, Instant now) {
        Optional<Run> longest = Optional.empty();
        for (Run run : open.values()) {
            if (!run.over(now) && run.covers(monitor)
                    && longest.map(l -> run.span().to().isAfter(l.span().to())).orElse(true)) {
                longest = Optional.of(run);
            }
        }
        return longest;
    }
}
