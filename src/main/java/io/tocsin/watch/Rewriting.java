package io.tocsin.watch;

import io.tocsin.db.Tx;
import io.tocsin.heartbeat.Pulse;
import io.tocsin.heartbeat.PulseStore;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentStore;
import io.tocsin.incident.Mute;
import io.tocsin.incident.MuteStore;
import io.tocsin.incident.Mutes;
import io.tocsin.maintenance.WindowStore;
import io.tocsin.maintenance.Windows;
import io.tocsin.monitor.MonitorStore;
import io.tocsin.status.StatusStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes anew what the bot knows, into a database that was replaced by an older backup or lost some writes. Runs on the
 * database's thread and takes no lock: a change that is under way is written after this.
 */
final class Rewriting {

    private final Roster roster;
    private final Mutes mutes;
    private final Windows windows;
    private final DueLoop due;
    private final InstantSource clock;

    Rewriting(Roster roster, Mutes mutes, Windows windows, DueLoop due, InstantSource clock) {
        this.roster = roster;
        this.mutes = mutes;
        this.windows = windows;
        this.due = due;
        this.clock = clock;
    }

    void run(Tx tx) {
        Instant now = clock.instant();
        MonitorStore.ids(tx).stream()
                .filter(id -> roster.id(id).isEmpty())
                .forEach(id -> MonitorStore.remove(tx, id, now));
        Set<Long> open = new HashSet<>();
        for (Live live : roster.all()) {
            MonitorStore.save(tx, live.monitor(), now);
            StatusStore.write(tx, live.monitor().id(), live.standing(), live.incident().map(Incident::number));
            if (!live.pulse().equals(Pulse.NONE)) {
                PulseStore.write(tx, live.monitor().id(), live.pulse());
            }
            live.incident().ifPresent(incident -> {
                IncidentStore.keep(tx, incident);
                open.add(incident.number());
            });
        }
        IncidentStore.open(tx).stream()
                .filter(incident -> !open.contains(incident.number()))
                .forEach(incident -> IncidentStore.keep(tx, incident.close(Incident.State.RECOVERED, now)));
        rewriteMutes(tx, now);
        WindowStore.rewrite(tx, windows, now);
        due.rewrite(tx);
    }

    private void rewriteMutes(Tx tx, Instant now) {
        MuteStore.running(tx).stream()
                .filter(mute -> mutes.find(mute.id()).isEmpty())
                .forEach(mute -> MuteStore.end(tx, mute.id(), now));
        for (Mute mute : mutes.all()) {
            MuteStore.write(tx, mute);
        }
    }
}
