package io.tocsin.watch;

import io.tocsin.config.Place;
import io.tocsin.maintenance.Openings;
import io.tocsin.maintenance.Window;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What a long story needs that others do not. */
final class Scene {

    private Scene() {}

    /**
     * Lets time pass, and what is due happen at its time.
     *
     * @param each after each thing that was due
     */
    static void pass(SetClock clock, DueLoop due, Duration time, Runnable each) {
        Instant end = clock.instant().plus(time);
        while (due.next().filter(at -> !at.isAfter(end)).isPresent()) {
            Instant next = due.next().orElseThrow();
            if (next.isAfter(clock.instant())) {
                clock.pass(Duration.between(clock.instant(), next));
            }
            due.applyNext();
            each.run();
        }
        clock.pass(Duration.between(clock.instant(), end));
    }

    /** Defines all of these at once. */
    static void define(Rig rig, List<Draft> drafts) {
        var _ = rig.engine.definitions().replace(
                Origin.FILE, drafts.stream().map(draft -> new Written(draft, Place.NOWHERE)).toList());
    }

    /** A window that comes every day. */
    static void window(Rig rig, String name, String selector, String time, String zone, Duration length) {
        Window.Draft draft = new Window.Draft(
                name, List.of(selector), Openings.daily(time, ZoneId.of(zone), length), "");
        rig.apply(new Change.WindowPlanned(new Window(
                rig.engine.watching().windows().nextId(), Origin.CHAT, draft, Rig.ANA, rig.clock.instant())));
    }
}
