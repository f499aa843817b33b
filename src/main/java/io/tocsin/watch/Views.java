package io.tocsin.watch;

import io.tocsin.incident.Mutes;
import io.tocsin.maintenance.Windows;
import io.tocsin.spi.Watched;
import io.tocsin.witness.Eyes;
import io.tocsin.witness.Gap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Monitors as they stand at one moment. */
record Views(Roster roster, Mutes mutes, Windows windows, Kin kin, Eyes sight, InstantSource clock) {

    MonitorView of(Live live) {
        return of(live, clock.instant());
    }

    private MonitorView of(Live live, Instant now) {
        return new MonitorView(
                live.monitor(), live.standing(), live.incident(), live.last(), mutes.over(live.monitor(), now),
                windows.over(live.monitor(), now), live.pulse(), kin.over(live),
                sight.blind().filter(gap -> live.monitor().watched()).map(Gap::why));
    }

    /** Every monitor, in no order. */
    List<MonitorView> all() {
        List<MonitorView> views = new ArrayList<>();
        Instant now = clock.instant();
        roster.all().forEach(live -> views.add(of(live, now)));
        return views;
    }

    /** Every monitor as plugins see it, in the order of their names. */
    List<Watched> watched() {
        return all().stream().map(Happened::watched).sorted(Comparator.comparing(Watched::name)).toList();
    }
}
