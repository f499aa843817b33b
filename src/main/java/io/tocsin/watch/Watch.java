package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.db.Written;
import io.tocsin.heartbeat.Beat;
import io.tocsin.incident.Course;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.State;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.incident.Mute;
import io.tocsin.incident.Trouble;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.MonitorStore;
import io.tocsin.monitor.Seen;
import io.tocsin.notification.Notifications;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import io.tocsin.status.Standing;
import io.tocsin.status.Standing.Step;
import io.tocsin.status.Status;
import io.tocsin.status.StatusStore;
import io.tocsin.status.Transition;
import io.tocsin.status.Transition.Flaps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one door for change. What enters is reduced under the lock of the one monitor concerned, written in one transaction,
 * and announced when that is durable; where the database cannot write now, the bot goes on from memory and the writing is
 * made up for later.
 */
final class Watch {

    private final Roster roster;
    private final Muting muting;
    private final Maintaining maintaining;
    private final Duties duties;
    private final Beating beating;
    private final Steps steps;
    private final Care care;
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
        Due plan(Instant at, Due.Kind kind, String subject);

        void planned(Due due);

        /** A row no longer waits in the loop. */
        void dropped(Due due);

        /** A step of an incident is written down and announced. */
        void happened(IncidentChange step, Monitor monitor);

        void muted(Mute mute);

        void unmuted(Mute mute);
    }

    Watch(
            Roster roster,
            Muting muting,
            Maintaining maintaining,
            Duties duties,
            Kin kin,
            Beating beating,
            Notifications notifications,
            Database database,
            InstantSource clock,
            long lastIncident,
            Aftermath aftermath) {
        this.roster = roster;
        this.muting = muting;
        this.maintaining = maintaining;
        this.duties = duties;
        this.beating = beating;
        this.steps = new Steps(muting, kin, notifications, database, muting.escalating(), aftermath);
        this.care = new Care(roster, steps, database, clock);
        this.clock = clock;
        this.lastIncident = new AtomicLong(lastIncident);
        this.aftermath = aftermath;
    }

    /**
     * Takes in a change; returns when it is durable or deferred.
     *
     * @throws Refusal if it cannot be, such as an acknowledgement of an incident that is over; a beat that is taken in but
     *     deferred is refused, too, with {@code heartbeat.waits}
     */
    void apply(Change change) {
        switch (change) {
            case Change.Checked checked -> roster.id(checked.monitor().id()).ifPresent(live -> checked(live, checked));
            case Change.Defined defined -> defined(defined.monitor());
            case Change.Removed removed -> roster.id(removed.monitorId()).ifPresent(this::removed);
            case Change.Acknowledged ack -> care.acknowledge(ack);
            case Change.Noted noted -> care.note(noted);
            case Change.Muted muted -> muting.begin(muted.mute());
            case Change.Unmuted unmuted -> muting.end(unmuted.mute());
            case Change.WindowPlanned planned -> maintaining.plan(planned.window());
            case Change.WindowClosed closed -> maintaining.close(closed.window());
            case Change.WindowDropped dropped -> maintaining.drop(dropped.window());
            case Change.WindowEdge edge -> maintaining.turn(edge.window());
            case Change.ReminderDue due -> care.remind(due.incident());
            case Change.EscalationDue due -> muting.escalating().due(due.due(), due.subject(), steps);
            case Change.Substituted said -> duties.substitute(said.substitute());
            case Change.HandOver turn -> duties.turn(turn.rotation());
            case Change.QuietOver over -> duties.over(over.quiet());
            case Change.Beaten beaten -> roster.id(beaten.monitorId()).ifPresent(live -> beaten(live, beaten.beat()));
            case Change.BeatLate late -> roster.id(late.monitorId())
                    .flatMap(live -> beating.late(live, late.due(), this::reported)
                            .map(seen -> new Reported(live, seen)))
                    .ifPresent(report -> aftermath.checked(report.live, report.seen));
        }
    }

    private void checked(Live live, Change.Checked checked) {
        Seen seen = checked.seen();
        synchronized (live) {
            if (live.removed() || live.monitor().version() != checked.monitor().version() || live.monitor().paused()) {
                return;
            }
            taken(live, seen, Optional.empty());
        }
        aftermath.checked(live, seen);
    }

    private record Reported(Live live, Seen seen) {}

    private void beaten(Live live, Beat beat) {
        Beating.Heard heard = beating.beat(live, beat, this::reported);
        heard.seen().ifPresent(seen -> aftermath.checked(live, seen));
        if (heard.written() == Written.DEFERRED) {
            throw Refusal.of("heartbeat.waits");
        }
    }

    private Written reported(Live live, Optional<Seen> seen, Tx.Work also) {
        return seen.map(it -> taken(live, it, Optional.of(also))).orElseGet(() -> steps.write(also));
    }

    /** Under the monitor's lock. */
    private Written taken(Live live, Seen seen, Optional<Tx.Work> also) {
        live.saw(seen);
        if (!seen.judged()) {
            return also.map(steps::write).orElse(Written.COMMITTED);
        }
        Step step = live.standing().judge(seen.level(), seen.began(), live.monitor().policy());
        if (step.transition().isPresent()) {
            return changed(live, step.next(), step.transition().get(), new Trouble(live.monitor(), seen), also);
        }
        live.stand(step.next());
        Optional<Transition> overdue = overdue(live);
        if (overdue.isPresent()) {
            return changed(live, step.next(), overdue.get(), new Trouble(live.monitor(), seen), also);
        }
        Written written = also.map(steps::write).orElse(Written.COMMITTED);
        live.incident()
                .flatMap(open -> Course.later(
                        open, step.next().badChecks(), new Trouble(live.monitor(), seen), clock.instant()))
                .ifPresent(later -> steps.step(live, later));
        return written;
    }

    /** Opens the incident of trouble that nothing keeps back any longer. Under the monitor's lock. */
    void catchUp(Live live) {
        overdue(live).ifPresent(now -> changed(
                live, live.standing(), now, new Trouble(live.monitor(), live.last().orElseThrow()), Optional.empty()));
    }

    /** Trouble that began in maintenance is counted from its end on. */
    private Optional<Transition> overdue(Live live) {
        Standing standing = live.standing();
        boolean owed = standing.status().trouble() && live.incident().isEmpty() && live.monitor().watched()
                && live.last().filter(seen -> seen.judged() && seen.level() != Level.UP).isPresent()
                && !muting.planned(live.monitor());
        return owed ? Optional.of(standing.anew(clock.instant())) : Optional.empty();
    }

    private Written changed(
            Live live, Standing next, Transition transition, Trouble trouble, Optional<Tx.Work> also) {
        boolean none = live.incident().isEmpty() && muting.planned(live.monitor());
        Optional<Steps.Effect> effect = none
                ? Optional.empty()
                : Course.after(live.incident(), transition, trouble, lastIncident::incrementAndGet)
                        .map(step -> steps.effect(live, step));
        Optional<Incident> incident = effect.isPresent()
                ? effect.map(Steps.Effect::incident).filter(Incident::open)
                : live.incident();
        Written written = steps.write(tx -> {
            StatusStore.write(tx, live.monitor().id(), next, incident.map(Incident::number), transition);
            effect.ifPresent(it -> it.write(tx));
            also.ifPresent(work -> work.run(tx));
        });
        live.stand(next);
        effect.ifPresent(it -> steps.announce(live, it));
        if (effect.isPresent() && !effect.get().incident().open()) {
            muting.recovered(live.monitor());
        }
        return written;
    }

    private void defined(Monitor monitor) {
        boolean known = roster.id(monitor.id()).isPresent();
        Live live = roster.id(monitor.id()).orElseGet(() -> new Live(monitor, fresh(monitor), Optional.empty()));
        synchronized (live) {
            Monitor before = live.monitor();
            Optional<Steps.Effect> end = monitor.paused() ? unwatched(live) : Optional.empty();
            Optional<Due> reminder = newReminder(live, monitor);
            Optional<Beating.Plan> rhythm = beating.defined(live, monitor);
            Optional<Long> incident = end.isPresent() ? Optional.empty() : live.incident().map(Incident::number);
            Standing standing = known && !restarts(before, monitor) ? live.standing() : again(live, monitor);
            Instant now = clock.instant();
            steps.write(tx -> {
                MonitorStore.save(tx, monitor, now);
                write(tx, live, standing, incident);
                end.ifPresent(it -> it.write(tx));
                reminder.ifPresent(due -> DueStore.add(tx, due));
                rhythm.ifPresent(plan -> plan.write(tx));
            });
            reminder.ifPresent(aftermath::planned);
            rhythm.ifPresent(beating::enact);
            live.define(monitor);
            live.stand(standing);
            end.ifPresent(it -> steps.announce(live, it));
            if (known) {
                roster.redefined(live, before);
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
        return live.monitor().reminder().isPresent() || !monitor.watched()
                ? Optional.empty()
                : monitor.reminder().flatMap(every -> live.incident().map(incident -> aftermath.plan(
                        clock.instant().plus(every.next(Duration.between(incident.confirmedAt(), clock.instant()))),
                        Due.Kind.REMINDER, Long.toString(incident.number()))));
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
        Optional<Incident> open = live.incident().filter(incident -> monitor.watched());
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
            Optional<Steps.Effect> end = unwatched(live);
            Instant now = clock.instant();
            steps.write(tx -> {
                MonitorStore.remove(tx, live.monitor().id(), now);
                Beating.forget(tx, live.monitor().id());
                end.ifPresent(it -> it.write(tx));
            });
            live.remove();
            end.ifPresent(it -> steps.announce(live, it));
            roster.remove(live);
            live.monitor().probe().ifPresent(Probe::close);
        }
        aftermath.defined(live);
    }

    private Optional<Steps.Effect> unwatched(Live live) {
        Instant now = clock.instant();
        return live.incident().map(incident -> steps.effect(live, IncidentChange.of(
                Kind.UNWATCHED, incident.close(State.UNWATCHED, now), now)));
    }
}
