package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.incident.IncidentStore;
import io.tocsin.incident.Mute;
import io.tocsin.incident.MuteStore;
import io.tocsin.incident.Mutes;
import io.tocsin.maintenance.Windows;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Selector;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Telling;
import io.tocsin.watch.Watch.Aftermath;
import io.tocsin.witness.Eyes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mutes come and go, which open incidents show; when one goes, rooms are told what they missed and still should know. */
final class Muting {

    private static final Logger log = LoggerFactory.getLogger(Muting.class);

    private final Roster roster;
    private final Mutes mutes;
    private final Windows windows;
    private final Kin kin;
    private final Eyes sight;
    private final Notifications notifications;
    private final Database database;
    private final InstantSource clock;
    private final Escalating escalating;
    private final Aftermath aftermath;

    Muting(
            Roster roster,
            Mutes mutes,
            Windows windows,
            Kin kin,
            Eyes sight,
            Notifications notifications,
            Database database,
            InstantSource clock,
            Aftermath aftermath) {
        this.roster = roster;
        this.mutes = mutes;
        this.windows = windows;
        this.kin = kin;
        this.sight = sight;
        this.notifications = notifications;
        this.database = database;
        this.clock = clock;
        this.escalating = new Escalating(roster, this::hushes, notifications, clock, aftermath);
        this.aftermath = aftermath;
    }

    /** The steps that are taken while nobody acknowledges. */
    Escalating escalating() {
        return escalating;
    }

    /** Whether nothing is told of a monitor now: it is muted, or what is seen does not count. */
    boolean covers(Monitor monitor) {
        return sight.blind().isPresent() || mutes.over(monitor, clock.instant()).isPresent();
    }

    /** Whether nothing that happens to a monitor is trouble, because it is planned. */
    boolean planned(Monitor monitor) {
        return windows.over(monitor, clock.instant()).isPresent();
    }

    /** Whether rooms are not told of a step now. In maintenance they are told of the end of what they were told of. */
    boolean hushes(Live live, IncidentChange step) {
        boolean behind = kin.quiets(live, step.incident());
        return behind || covers(live.monitor()) || step.kind() != Kind.RECOVERED && planned(live.monitor());
    }

    void begin(Mute mute) {
        Optional<Due> end =
                mute.until().map(until -> aftermath.plan(until, Due.Kind.MUTE_ENDS, Long.toString(mute.id())));
        database.writeAndWait(tx -> {
            MuteStore.write(tx, mute);
            end.ifPresent(due -> DueStore.add(tx, due));
        });
        mutes.add(mute);
        end.ifPresent(aftermath::planned);
        aftermath.muted(mute);
        settleAll();
    }

    /** Ends what was muted only until all is well. */
    void recovered(Monitor monitor) {
        for (Mute mute : mutes.all()) {
            boolean well = mute.untilRecovery() && Selector.matches(mute.selector(), monitor)
                    && roster.all().stream()
                            .noneMatch(live -> live.incident().isPresent()
                                    && Selector.matches(mute.selector(), live.monitor()));
            if (well) {
                Thread.ofVirtual().name("mute-ends").start(() -> end(mute.id()));
            }
        }
    }

    void end(long id) {
        Optional<Mute> ended = mutes.end(id);
        if (ended.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        write(tx -> MuteStore.end(tx, id, now));
        aftermath.unmuted(ended.get());
        settleAll();
    }

    /** What cannot be written must not keep people in the dark. */
    private void write(Tx.Work work) {
        try {
            database.writeAndWait(work);
        } catch (RuntimeException e) {
            log.error("The end of a mute, or what it leads to, could not be written and lives in memory only", e);
        }
    }

    /** Settles every monitor, side by side, so that thousands share a few commits. */
    void settleAll() {
        List<Live> concerned = roster.all().stream().filter(this::unsettled).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            concerned.forEach(live -> threads.execute(() -> settleSafely(live)));
        }
    }

    private boolean unsettled(Live live) {
        return live.incident().isPresent() || notifications.follows(live.monitor());
    }

    /** Settles a monitor whose lock is not held. */
    void settled(Live live) {
        synchronized (live) {
            settle(live);
        }
    }

    private void settleSafely(Live live) {
        try {
            settled(live);
        } catch (RuntimeException e) {
            log.error("The rooms of {} could not be told what they missed", live.monitor().name(), e);
        }
    }

    /** Shows in an open incident that it is muted, or not any longer. Called under the monitor's lock. */
    private Optional<IncidentChange> shown(Live live) {
        Instant now = clock.instant();
        Optional<Mute> mute = mutes.over(live.monitor(), now);
        return live.incident().flatMap(incident -> {
            Incident next = incident.under(mute);
            if (next.silenced().equals(incident.silenced())) {
                return Optional.empty();
            }
            Kind kind = mute.isPresent() ? Kind.MUTED : Kind.UNMUTED;
            return Optional.of(new IncidentChange(
                    kind, next, now, mute.map(Mute::by), mute.map(Mute::because).orElse("")));
        });
    }

    /**
     * Unless the monitor is muted, tells its rooms what is bad and was not told to them, if it is neither in maintenance
     * nor behind another, and the end of what had been told. Called under the monitor's lock.
     */
    void settle(Live live) {
        if (live.removed()) {
            return;
        }
        Optional<IncidentChange> shown = shown(live);
        if (shown.isPresent()) {
            Telling telling = notifications.plan(shown.get(), live.monitor(), covers(live.monitor()));
            write(tx -> {
                IncidentStore.write(tx, shown.get());
                telling.write(tx);
            });
            live.trouble(Optional.of(shown.get().incident()));
            notifications.tell(telling);
        }
        if (covers(live.monitor())) {
            return;
        }
        Optional<Incident> open = live.incident()
                .filter(incident -> !kin.quiets(live, incident) && !planned(live.monitor()));
        Telling telling = notifications.settle(live.monitor(), open, clock.instant());
        if (!telling.isEmpty()) {
            Escalating.Move step = live.incident()
                    .map(incident -> escalating.begun(live.monitor(), incident, telling))
                    .orElse(Escalating.Move.NONE);
            write(tx -> {
                telling.write(tx);
                step.write(tx);
            });
            notifications.tell(telling);
            escalating.moved(step);
        }
    }
}
