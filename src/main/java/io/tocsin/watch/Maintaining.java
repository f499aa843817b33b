package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.maintenance.Run;
import io.tocsin.maintenance.RunWords;
import io.tocsin.maintenance.Span;
import io.tocsin.maintenance.Window;
import io.tocsin.maintenance.WindowStore;
import io.tocsin.maintenance.Windows;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Telling;
import io.tocsin.room.Address;
import io.tocsin.watch.Watch.Aftermath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintenance windows open and close at their times, and rooms are told; when one closes, what is bad becomes trouble. What
 * a window should be is worked out anew at each of its edges, so that an edge that comes twice or late does no harm.
 */
final class Maintaining {

    private static final Logger log = LoggerFactory.getLogger(Maintaining.class);

    private static final int MOST_MISSED = 1_000;

    private final Parts parts;
    private final Windows windows;
    private final Shown shown;
    private final Muting muting;
    private final Consumer<Live> catchUp;
    private final Map<Long, Due> edges = new HashMap<>();

    /** What it works with. */
    record Parts(
            Roster roster,
            Windows windows,
            Notifications notifications,
            Database database,
            InstantSource clock,
            Aftermath aftermath) {}

    /** @param catchUp opens the incident of a monitor that has none though it is bad; called under its lock */
    Maintaining(Parts parts, Muting muting, Consumer<Live> catchUp) {
        this.parts = parts;
        this.windows = parts.windows;
        this.shown = new Shown(parts.roster, parts.windows);
        this.muting = muting;
        this.catchUp = catchUp;
    }

    /** Plans a window, or plans it otherwise; one that is open goes on as it is now, if it does. */
    synchronized void plan(Window window) {
        parts.database.writeAndWait(tx -> WindowStore.save(tx, window));
        windows.put(window);
        turn(window);
    }

    /** Closes a window that is open. */
    synchronized void close(long id) {
        windows.open(id).ifPresent(run -> {
            Instant now = parts.clock.instant();
            windows.skip(id, run.span().to());
            close(run, now, run.span().to());
        });
        windows.find(id).ifPresent(this::turn);
    }

    synchronized void drop(long id) {
        windows.find(id).ifPresent(this::forget);
        Instant now = parts.clock.instant();
        windows.open(id).ifPresent(run -> close(run, now, now));
    }

    /** At an edge of a window. */
    synchronized void turn(long id) {
        windows.find(id).ifPresent(this::turn);
    }

    /**
     * When the bot begins to watch: what opened or closed while it was away does so now.
     *
     * @param asleep since when it was away
     */
    synchronized void turnAll(Optional<Instant> asleep) {
        asleep.ifPresent(since -> windows.all().forEach(window -> missed(window, since)));
        windows.open().stream()
                .filter(run -> windows.find(run.window()).isEmpty())
                .forEach(run -> close(run, run.span().to(), run.span().to()));
        windows.all().forEach(this::turn);
    }

    /** What came and went meanwhile is only written down, because its time does not count. */
    private void missed(Window window, Instant since) {
        Instant now = parts.clock.instant();
        Instant after = windows.open(window.id()).map(run -> run.span().to()).orElse(since);
        for (int i = 0; i < MOST_MISSED; i++) {
            Optional<Span> span = window.draft().when().next(after).filter(now::isAfter)
                    .flatMap(window.draft().when()::at)
                    .filter(it -> !it.to().isAfter(now));
            if (span.isEmpty()) {
                return;
            }
            Run run = Run.of(windows.nextRun(), window, span.get(), List.of());
            write(tx -> {
                WindowStore.open(tx, run);
                WindowStore.close(tx, run.id(), run.span().to(), run.span().to());
            });
            after = span.get().to();
        }
    }

    private void turn(Window window) {
        Instant now = parts.clock.instant();
        Optional<Span> due = windows.skipped(window.id()).filter(now::isBefore).isPresent()
                ? Optional.empty()
                : window.draft().when().at(now);
        windows.open(window.id())
                .filter(run -> due.isEmpty() || run.over(due.get().from()))
                .ifPresent(run -> {
                    Instant end = run.over(now) ? run.span().to() : now;
                    close(run, end, end);
                });
        due.ifPresent(span -> windows.open(window.id()).ifPresentOrElse(
                run -> goOn(run, window, span), () -> open(window, span)));
        arm(window, now);
    }

    private void open(Window window, Span span) {
        Run unheard = Run.of(windows.nextRun(), window, span, List.of());
        Instant now = parts.clock.instant();
        Telling telling = parts.notifications.announce(
                concerned(unheard),
                (reader, names) -> new RunWords(unheard, reader.words())
                        .begun(names, now, reader.zone())
                        .withSubjects(shown.begun(names)));
        Run run = Run.of(
                unheard.id(), window, span, telling.rooms().stream().map(Address::toString).toList());
        windows.open(run);
        write(tx -> {
            WindowStore.open(tx, run);
            telling.write(tx);
        });
        parts.notifications.tell(telling);
    }

    private void goOn(Run run, Window window, Span span) {
        Run next = run.as(window, span.to());
        if (!next.equals(run)) {
            windows.open(next);
            write(tx -> WindowStore.open(tx, next));
            settle();
        }
    }

    private void close(Run run, Instant at, Instant until) {
        Telling telling = parts.notifications.announce(
                run.rooms().stream().map(Address::parse).toList(), concerned(run),
                (reader, names) -> new RunWords(run, reader.words())
                        .over(names, at)
                        .withSubjects(shown.over(run, names)));
        windows.close(run);
        write(tx -> {
            WindowStore.close(tx, run.id(), at, until);
            telling.write(tx);
        });
        parts.notifications.tell(telling);
        settle();
    }

    private List<Monitor> concerned(Run run) {
        return parts.roster.all().stream().map(Live::monitor).filter(run::covers).toList();
    }

    /** Plans when to look at a window again; one that never opens any more is forgotten. */
    private void arm(Window window, Instant now) {
        Optional<Instant> next = windows.open(window.id()).map(run -> run.span().to())
                .or(() -> windows.skipped(window.id()).filter(now::isBefore))
                .or(() -> window.draft().when().next(now));
        if (next.isEmpty()) {
            forget(window);
            return;
        }
        Due edge = parts.aftermath.plan(next.get(), Due.Kind.WINDOW_EDGE, Long.toString(window.id()));
        write(tx -> DueStore.add(tx, edge));
        Optional.ofNullable(edges.put(window.id(), edge)).ifPresent(parts.aftermath::dropped);
        parts.aftermath.planned(edge);
    }

    private void forget(Window window) {
        windows.remove(window.id());
        Optional.ofNullable(edges.remove(window.id())).ifPresent(parts.aftermath::dropped);
        write(tx -> {
            WindowStore.remove(tx, window.id());
            DueStore.remove(tx, Due.Kind.WINDOW_EDGE, Long.toString(window.id()));
        });
    }

    /** What is bad and in no window any more is told, side by side, so that thousands share a few commits. */
    private void settle() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.roster.all().stream()
                    .filter(live -> live.incident().isEmpty() && live.standing().status().trouble())
                    .forEach(live -> threads.execute(() -> caughtUp(live)));
        }
        muting.settleAll();
    }

    private void caughtUp(Live live) {
        try {
            synchronized (live) {
                catchUp.accept(live);
            }
        } catch (RuntimeException e) {
            log.error("What is wrong with {} could not be told after its maintenance", live.monitor().name(), e);
        }
    }

    /** A work that is wrong must not keep people in the dark. */
    private void write(Tx.Work work) {
        try {
            parts.database.writeAndWait(work);
        } catch (RuntimeException e) {
            log.error("A change of maintenance could not be written and lives in memory only", e);
        }
    }
}
