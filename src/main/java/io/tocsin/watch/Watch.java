package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.incident.Course;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.Acknowledgement;
import io.tocsin.incident.Incident.State;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.incident.IncidentStore;
import io.tocsin.incident.Mute;
import io.tocsin.incident.MuteStore;
import io.tocsin.incident.Mutes;
import io.tocsin.incident.Trouble;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.MonitorStore;
import io.tocsin.monitor.Seen;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Telling;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import io.tocsin.status.Standing;
import io.tocsin.status.Standing.Step;
import io.tocsin.status.Status;
import io.tocsin.status.StatusStore;
import io.tocsin.status.Transition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door for change. What enters is reduced under the lock of the one monitor concerned, written in one transaction,
 * and announced when that is durable; where the database cannot write now, the bot goes on from memory and the writing is
 * made up for later.
 */
final class Watch {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final Roster roster;
    private final Mutes mutes;
    private final Notifications notifications;
    private final Database database;
    private final InstantSource clock;
    private final AtomicLong lastIncident;
    private final Aftermath aftermath;

    /** What is set going once a change is done. */
    interface Aftermath {
        /** A check was taken in. */
        void checked(Live live, Seen seen);

        /** A monitor has another definition, or none. */
        void defined(Live live);

        /** A row of {@code due} is planned. */
        Due plan(Instant at, Due.Kind kind, long subject);

        void planned(Due due);
    }

    Watch(
            Roster roster,
            Mutes mutes,
            Notifications notifications,
            Database database,
            InstantSource clock,
            long lastIncident,
            Aftermath aftermath) {
        this.roster = roster;
        this.mutes = mutes;
        this.notifications = notifications;
        this.database = database;
        this.clock = clock;
        this.lastIncident = new AtomicLong(lastIncident);
        this.aftermath = aftermath;
    }

    /**
     * Takes in a change; returns when it is durable or deferred.
     *
     * @throws Refusal if it cannot be, such as an acknowledgement of an incident that is over
     */
    void apply(Change change) {
        switch (change) {
            case Change.Checked checked -> roster.id(checked.monitor().id()).ifPresent(live -> checked(live, checked));
            case Change.Defined defined -> defined(defined.monitor());
            case Change.Removed removed -> roster.id(removed.monitorId()).ifPresent(this::removed);
            case Change.Acknowledged ack -> acknowledged(ack);
            case Change.Noted noted -> noted(noted);
            case Change.Muted muted -> muted(muted.mute());
            case Change.Unmuted unmuted -> unmuted(unmuted.mute());
            case Change.ReminderDue due -> open(due.incident()).ifPresent(live -> remind(live, due.incident()));
        }
    }

    private void checked(Live live, Change.Checked checked) {
        Seen seen = checked.seen();
        synchronized (live) {
            if (live.removed() || live.monitor().version() != checked.monitor().version() || live.monitor().paused()) {
                return;
            }
            live.saw(seen);
            Step step = live.standing().judge(seen.level(), seen.began(), live.monitor().policy());
            if (step.transition().isPresent()) {
                changed(live, step.next(), step.transition().get(), new Trouble(live.monitor(), seen));
            } else {
                live.stand(step.next());
            }
        }
        aftermath.checked(live, seen);
    }

    private void changed(Live live, Standing next, Transition transition, Trouble trouble) {
        Optional<IncidentChange> change =
                Course.after(live.incident(), transition, trouble, lastIncident::incrementAndGet);
        Telling telling = change.map(step -> plan(step, live.monitor())).orElse(Telling.NOTHING);
        Optional<Due> reminder = change.filter(step -> step.kind() == Kind.OPENED).flatMap(step -> reminder(live, step));
        Optional<Incident> incident = change.isPresent() ? change.map(IncidentChange::incident).filter(Incident::open) : live.incident();
        write(tx -> {
            StatusStore.write(tx, live.monitor().id(), next, incident.map(Incident::number), transition);
            change.ifPresent(step -> IncidentStore.write(tx, step));
            telling.write(tx);
            reminder.ifPresent(due -> DueStore.add(tx, due));
        });
        live.stand(next);
        live.trouble(incident);
        notifications.tell(telling);
        reminder.ifPresent(aftermath::planned);
    }

    private Telling plan(IncidentChange step, Monitor monitor) {
        return notifications.plan(step, monitor, mutes.over(monitor, clock.instant()).isPresent());
    }

    private Optional<Due> reminder(Live live, IncidentChange step) {
        return live.monitor().reminder()
                .map(every -> aftermath.plan(step.at().plus(every), Due.Kind.REMINDER, step.incident().number()));
    }

    /** Writes and announces a step of an incident that no check led to. */
    private void step(Live live, IncidentChange step) {
        Telling telling = plan(step, live.monitor());
        Optional<Due> reminder = step.kind() == Kind.REMINDED ? reminder(live, step) : Optional.empty();
        write(tx -> {
            IncidentStore.write(tx, step);
            telling.write(tx);
            reminder.ifPresent(due -> DueStore.add(tx, due));
        });
        live.trouble(Optional.of(step.incident()).filter(Incident::open));
        notifications.tell(telling);
        reminder.ifPresent(aftermath::planned);
    }

    private void defined(Monitor monitor) {
        Live live = roster.id(monitor.id()).orElseGet(() -> new Live(monitor, fresh(monitor), Optional.empty()));
        synchronized (live) {
            Monitor before = live.monitor();
            boolean known = roster.id(monitor.id()).isPresent();
            if (monitor.paused() || monitor.refused().isPresent()) {
                unwatched(live);
            }
            Instant now = clock.instant();
            Standing standing = known && !restarts(before, monitor) ? live.standing() : fresh(monitor);
            write(tx -> {
                MonitorStore.save(tx, monitor, now);
                StatusStore.write(tx, monitor.id(), standing, live.incident().map(Incident::number));
            });
            live.define(monitor);
            live.stand(standing);
            if (known) {
                roster.renamed(live, before.name());
            } else {
                roster.add(live);
            }
            if (before.probe() != monitor.probe()) {
                before.probe().ifPresent(Probe::close);
            }
        }
        aftermath.defined(live);
    }

    /** Pausing, resuming, and being judged again begin anew; any other edit keeps what is believed. */
    private static boolean restarts(Monitor before, Monitor after) {
        return before.paused() != after.paused() || before.refused().isPresent() != after.refused().isPresent();
    }

    private Standing fresh(Monitor monitor) {
        if (monitor.paused()) {
            return Standing.of(Status.PAUSED, clock.instant());
        }
        return Standing.of(monitor.refused().isPresent() ? Status.UNKNOWN : Status.PENDING, clock.instant());
    }

    private void removed(Live live) {
        synchronized (live) {
            unwatched(live);
            live.remove();
            Instant now = clock.instant();
            write(tx -> MonitorStore.remove(tx, live.monitor().id(), now));
            roster.remove(live);
            live.monitor().probe().ifPresent(Probe::close);
        }
        aftermath.defined(live);
    }

    private void unwatched(Live live) {
        live.incident().ifPresent(incident -> step(live, IncidentChange.of(
                Kind.UNWATCHED, incident.close(State.UNWATCHED, clock.instant()), clock.instant())));
    }

    private void acknowledged(Change.Acknowledged ack) {
        Live live = open(ack.incident()).orElseThrow(() -> Refusal.of("watch.incident-over", Long.toString(ack.incident())));
        synchronized (live) {
            Incident incident = stillOpen(live, ack.incident());
            if (incident.acknowledged().isPresent()) {
                Acknowledgement first = incident.acknowledged().get();
                throw Refusal.of("watch.acknowledged-already", Long.toString(ack.incident()), first.by().name());
            }
            Instant now = clock.instant();
            Incident next = incident.acknowledge(new Acknowledgement(ack.by(), now, ack.text()));
            step(live, new IncidentChange(Kind.ACKNOWLEDGED, next, now, Optional.of(ack.by()), ack.text()));
        }
    }

    private void noted(Change.Noted noted) {
        Optional<Live> live = open(noted.incident());
        if (live.isEmpty()) {
            Incident over = database.read(tx -> IncidentStore.find(tx, noted.incident()))
                    .orElseThrow(() -> Refusal.of("watch.no-incident", Long.toString(noted.incident())));
            IncidentChange step = new IncidentChange(
                    Kind.NOTED, over, clock.instant(), Optional.of(noted.by()), noted.text());
            write(tx -> IncidentStore.write(tx, step));
            return;
        }
        synchronized (live.get()) {
            Incident incident = stillOpen(live.get(), noted.incident());
            step(live.get(), new IncidentChange(
                    Kind.NOTED, incident.in(incident.state()), clock.instant(), Optional.of(noted.by()), noted.text()));
        }
    }

    private void remind(Live live, long number) {
        synchronized (live) {
            live.incident().filter(incident -> incident.number() == number && incident.acknowledged().isEmpty())
                    .ifPresent(incident -> step(live, IncidentChange.of(
                            Kind.REMINDED, incident.in(incident.state()), clock.instant())));
        }
    }

    private void muted(Mute mute) {
        Optional<Due> end = mute.until().map(until -> aftermath.plan(until, Due.Kind.MUTE_ENDS, mute.id()));
        write(tx -> {
            MuteStore.add(tx, mute);
            end.ifPresent(due -> DueStore.add(tx, due));
        });
        mutes.add(mute);
        end.ifPresent(aftermath::planned);
    }

    /** What is still bad is told now, and so is the end of what had been told before the mute. */
    private void unmuted(long id) {
        Optional<Mute> ended = mutes.end(id);
        if (ended.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        write(tx -> MuteStore.end(tx, id, now));
        for (Live live : roster.all()) {
            synchronized (live) {
                if (mutes.over(live.monitor(), now).isEmpty()) {
                    settle(live);
                }
            }
        }
    }

    private void settle(Live live) {
        Telling telling = notifications.settle(live.monitor(), live.incident(), clock.instant());
        if (!telling.isEmpty()) {
            write(telling::write);
            notifications.tell(telling);
        }
    }

    /** Waits for the commit, so that nothing is announced before; a work that is wrong must not keep people in the dark. */
    private void write(Tx.Work work) {
        try {
            database.writeAndWait(work);
        } catch (RuntimeException e) {
            log.error("A change could not be written and lives in memory only", e);
        }
    }

    private Optional<Live> open(long number) {
        return roster.all().stream()
                .filter(live -> live.incident().filter(incident -> incident.number() == number).isPresent())
                .findFirst();
    }

    private static Incident stillOpen(Live live, long number) {
        return live.incident().filter(incident -> incident.number() == number)
                .orElseThrow(() -> Refusal.of("watch.incident-over", Long.toString(number)));
    }
}
