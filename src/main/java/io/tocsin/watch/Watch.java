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
import io.tocsin.status.Transition.Flaps;
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
    private final Muting muting;
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

        /** A step of an incident is written down and announced. */
        void happened(IncidentChange step, Monitor monitor);

        void muted(Mute mute);

        void unmuted(Mute mute);
    }

    Watch(
            Roster roster,
            Muting muting,
            Notifications notifications,
            Database database,
            InstantSource clock,
            long lastIncident,
            Aftermath aftermath) {
        this.roster = roster;
        this.muting = muting;
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
            case Change.Muted muted -> muting.begin(muted.mute());
            case Change.Unmuted unmuted -> muting.end(unmuted.mute());
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
        Optional<Effect> effect = Course.after(live.incident(), transition, trouble, lastIncident::incrementAndGet)
                .map(step -> effect(live, step));
        Optional<Incident> incident = effect.isPresent()
                ? effect.map(Effect::incident).filter(Incident::open)
                : live.incident();
        write(tx -> {
            StatusStore.write(tx, live.monitor().id(), next, incident.map(Incident::number), transition);
            effect.ifPresent(it -> it.write(tx));
        });
        live.stand(next);
        effect.ifPresent(it -> announce(live, it));
        if (effect.isPresent() && !effect.get().incident().open()) {
            muting.recovered(live.monitor());
        }
    }

    private Effect effect(Live live, IncidentChange step) {
        Monitor monitor = live.monitor();
        IncidentChange named = step.of(monitor);
        Telling telling = notifications.plan(named, monitor, muting.covers(monitor));
        boolean told = step.kind() == Kind.OPENED || step.kind() == Kind.REMINDED;
        Optional<Due> reminder = monitor.reminder().filter(every -> told).map(every -> aftermath.plan(
                step.at().plus(every), Due.Kind.REMINDER, step.incident().number()));
        return new Effect(named, telling, reminder);
    }

    private void announce(Live live, Effect effect) {
        live.trouble(Optional.of(effect.incident()).filter(Incident::open));
        notifications.tell(effect.telling);
        effect.reminder.ifPresent(aftermath::planned);
        aftermath.happened(effect.step, live.monitor());
    }

    /** Writes and announces a step of an incident that no check led to. */
    private void step(Live live, IncidentChange step) {
        Effect effect = effect(live, step);
        write(effect::write);
        announce(live, effect);
    }

    /** What follows from a step of an incident. */
    private record Effect(IncidentChange step, Telling telling, Optional<Due> reminder) {

        Incident incident() {
            return step.incident();
        }

        void write(Tx tx) {
            IncidentStore.write(tx, step);
            telling.write(tx);
            reminder.ifPresent(due -> DueStore.add(tx, due));
        }
    }

    private void defined(Monitor monitor) {
        boolean known = roster.id(monitor.id()).isPresent();
        Live live = roster.id(monitor.id()).orElseGet(() -> new Live(monitor, fresh(monitor), Optional.empty()));
        synchronized (live) {
            Monitor before = live.monitor();
            Optional<Effect> end = monitor.paused() ? unwatched(live) : Optional.empty();
            Optional<Due> reminder = newReminder(live, monitor);
            Optional<Long> incident = end.isPresent() ? Optional.empty() : live.incident().map(Incident::number);
            Standing standing = known && !restarts(before, monitor) ? live.standing() : again(live, monitor);
            Instant now = clock.instant();
            write(tx -> {
                MonitorStore.save(tx, monitor, now);
                write(tx, live, standing, incident);
                end.ifPresent(it -> it.write(tx));
                reminder.ifPresent(due -> DueStore.add(tx, due));
            });
            reminder.ifPresent(aftermath::planned);
            live.define(monitor);
            live.stand(standing);
            end.ifPresent(it -> announce(live, it));
            if (known) {
                roster.renamed(live, before.name());
            } else {
                roster.add(live);
            }
            if (!before.probe().equals(monitor.probe())) {
                before.probe().ifPresent(Probe::close);
            }
            muting.settle(live);
        }
        aftermath.defined(live);
    }

    /** Trouble that is open when reminders are switched on has none planned yet. */
    private Optional<Due> newReminder(Live live, Monitor monitor) {
        return live.monitor().reminder().isPresent() || !monitor.checkable()
                ? Optional.empty()
                : monitor.reminder().flatMap(every -> live.incident().map(incident -> aftermath.plan(
                        clock.instant().plus(every), Due.Kind.REMINDER, incident.number())));
    }

    /** A pause and its end are changes of status like others. */
    private static void write(Tx tx, Live live, Standing standing, Optional<Long> incident) {
        Status before = live.standing().status();
        Instant at = standing.since();
        if (before == standing.status()) {
            StatusStore.write(tx, live.monitor().id(), standing, incident);
        } else {
            StatusStore.write(tx, live.monitor().id(), standing, incident,
                    new Transition(before, standing.status(), at, at, 0, Flaps.NO, 0));
        }
    }

    /** Pausing, resuming, and being judged again begin anew; any other edit keeps what is believed. */
    private static boolean restarts(Monitor before, Monitor after) {
        return before.paused() != after.paused() || before.refused().isPresent() != after.refused().isPresent();
    }

    /** Trouble that nobody could judge for a while goes on until a check shows otherwise. */
    private Standing again(Live live, Monitor monitor) {
        Optional<Incident> open = live.incident().filter(incident -> monitor.checkable());
        return open.map(incident -> Standing.of(
                incident.state() == State.DEGRADED ? Status.DEGRADED : Status.DOWN, incident.openedAt()))
                .orElseGet(() -> fresh(monitor));
    }

    private Standing fresh(Monitor monitor) {
        if (monitor.paused()) {
            return Standing.of(Status.PAUSED, clock.instant());
        }
        return Standing.of(monitor.refused().isPresent() ? Status.UNKNOWN : Status.PENDING, clock.instant());
    }

    private void removed(Live live) {
        synchronized (live) {
            Optional<Effect> end = unwatched(live);
            Instant now = clock.instant();
            write(tx -> {
                MonitorStore.remove(tx, live.monitor().id(), now);
                end.ifPresent(it -> it.write(tx));
            });
            live.remove();
            end.ifPresent(it -> announce(live, it));
            roster.remove(live);
            live.monitor().probe().ifPresent(Probe::close);
        }
        aftermath.defined(live);
    }

    private Optional<Effect> unwatched(Live live) {
        Instant now = clock.instant();
        return live.incident().map(incident -> effect(live, IncidentChange.of(
                Kind.UNWATCHED, incident.close(State.UNWATCHED, now), now)));
    }

    private void acknowledged(Change.Acknowledged ack) {
        Live live = open(ack.incident())
                .orElseThrow(() -> Refusal.of("watch.incident-over", Long.toString(ack.incident())));
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
            live.incident()
                    .filter(incident -> incident.number() == number && incident.acknowledged().isEmpty())
                    .filter(incident -> live.monitor().reminder().isPresent())
                    .ifPresent(incident -> step(live, IncidentChange.of(
                            Kind.REMINDED, incident.in(incident.state()), clock.instant())));
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
