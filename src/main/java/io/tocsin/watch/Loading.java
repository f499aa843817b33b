package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.heartbeat.Pulse;
import io.tocsin.heartbeat.PulseStore;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.State;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.MonitorStore;
import io.tocsin.status.Standing;
import io.tocsin.status.Status;
import io.tocsin.status.StatusStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings monitors back as an earlier run left them. Where its writes were cut off by trouble with the database, what is
 * missing is made up so that a notice may repeat and none is lost.
 */
final class Loading {

    private final MonitorBuilder builder;
    private final InstantSource clock;

    Loading(MonitorBuilder builder, InstantSource clock) {
        this.builder = builder;
        this.clock = clock;
    }

    List<Live> load(Database database) {
        Map<String, StatusStore.Stored> statuses = database.read(StatusStore::all);
        Map<String, Incident> open = new HashMap<>();
        database.read(IncidentStore::open).forEach(incident -> open.put(incident.monitorId(), incident));
        Map<String, Pulse> pulses = database.read(PulseStore::all);
        List<MonitorStore.Stored> rows = database.read(MonitorStore::all);
        // side by side, since thousands of probes take a while to make
        List<Live> lives = rows.parallelStream()
                .map(row -> live(
                        row, Optional.ofNullable(statuses.get(row.id())), Optional.ofNullable(open.get(row.id())),
                        pulses.getOrDefault(row.id(), Pulse.NONE)))
                .toList();
        rows.forEach(row -> open.remove(row.id()));
        close(database, open);
        return lives;
    }

    private Live live(
            MonitorStore.Stored row, Optional<StatusStore.Stored> status, Optional<Incident> incident, Pulse pulse) {
        Monitor monitor = builder.restore(row.id(), row.origin(), row.draft(), row.paused(), row.version());
        Live live = new Live(monitor, standing(monitor, status, incident), incident);
        live.hear(pulse);
        return live;
    }

    /** Incidents of monitors that are gone. */
    private void close(Database database, Map<String, Incident> orphans) {
        Instant now = clock.instant();
        orphans.values().forEach(incident -> database.writeAndWait(tx -> IncidentStore.write(
                tx, IncidentChange.of(Kind.UNWATCHED, incident.close(State.UNWATCHED, now), now))));
    }

    private Standing standing(Monitor monitor, Optional<StatusStore.Stored> stored, Optional<Incident> incident) {
        Instant now = clock.instant();
        if (monitor.paused()) {
            return Standing.of(Status.PAUSED, stored.map(StatusStore.Stored::since).orElse(now));
        }
        if (monitor.refused().isPresent()) {
            return Standing.of(Status.UNKNOWN, now);
        }
        Optional<StatusStore.Stored> judged =
                stored.filter(found -> found.state() != Status.PAUSED && found.state() != Status.UNKNOWN);
        if (incident.isPresent()) {
            Standing standing = judged.filter(found -> found.state().trouble() || found.flapping())
                    .map(found -> restored(monitor, found, now))
                    .orElseGet(() -> Standing.of(of(incident.get()), incident.get().openedAt()));
            return counting(standing, incident.get());
        }
        return judged.filter(found -> !found.state().trouble())
                .map(found -> restored(monitor, found, now))
                .orElse(Standing.pending(now));
    }

    /** Further notices are due by how many checks were bad, so that these are counted on. */
    private static Standing counting(Standing standing, Incident incident) {
        return standing.status().trouble() ? standing.counting(incident.checks(), incident.openedAt()) : standing;
    }

    private static Standing restored(Monitor monitor, StatusStore.Stored stored, Instant now) {
        return Standing.restored(stored.state(), stored.since(), stored.flapping(), monitor.policy(), now);
    }

    private static Status of(Incident incident) {
        return incident.state() == State.DEGRADED ? Status.DEGRADED : Status.DOWN;
    }
}
