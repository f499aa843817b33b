package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.db.Written;
import io.tocsin.incident.Behind;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Telling;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from a step of an incident: it is written down, then announced. */
final class Steps {

    private static final Logger log = LoggerFactory.getLogger(Steps.class);

    private final Muting muting;
    private final Kin kin;
    private final Notifications notifications;
    private final Database database;
    private final Escalating escalating;
    private final Watch.Aftermath aftermath;

    Steps(
            Muting muting, Kin kin, Notifications notifications, Database database, Escalating escalating,
            Watch.Aftermath aftermath) {
        this.muting = muting;
        this.kin = kin;
        this.notifications = notifications;
        this.database = database;
        this.escalating = escalating;
        this.aftermath = aftermath;
    }

    Effect effect(Live live, IncidentChange step) {
        Monitor monitor = live.monitor();
        IncidentChange named = counted(live, step).of(monitor);
        Telling telling = notifications.plan(named, monitor, muting.hushes(live, named));
        boolean told = step.kind() == Kind.OPENED || step.kind() == Kind.REMINDED;
        Optional<Due> reminder = monitor.reminder().filter(every -> told).map(every -> aftermath.plan(
                step.at().plus(every.next(Duration.between(step.incident().confirmedAt(), step.at()))),
                Due.Kind.REMINDER, Long.toString(step.incident().number())));
        return new Effect(named, telling, reminder, escalating.begun(monitor, named.incident(), telling));
    }

    /** Trouble that explains others' says so from the beginning. */
    private IncidentChange counted(Live live, IncidentChange step) {
        if (step.kind() != Kind.OPENED) {
            return step;
        }
        Behind behind = kin.behind(live, step.incident().state());
        return behind.isEmpty() ? step : IncidentChange.of(Kind.OPENED, step.incident().before(behind), step.at());
    }

    /** Tells of what is written down. */
    void announce(Live live, Effect effect) {
        live.trouble(Optional.of(effect.incident()).filter(Incident::open));
        notifications.tell(effect.telling);
        effect.reminder.ifPresent(aftermath::planned);
        escalating.moved(effect.escalation);
        aftermath.happened(effect.step, live.monitor());
    }

    /** Writes and announces a step of an incident that no check led to. */
    void step(Live live, IncidentChange step) {
        step(live, effect(live, step));
    }

    /** Writes and announces what follows from such a step. */
    void step(Live live, Effect effect) {
        write(effect::write);
        announce(live, effect);
    }

    /** What follows from a step of an incident. */
    record Effect(IncidentChange step, Telling telling, Optional<Due> reminder, Escalating.Move escalation) {

        Incident incident() {
            return step.incident();
        }

        void write(Tx tx) {
            IncidentStore.write(tx, step);
            telling.write(tx);
            reminder.ifPresent(due -> DueStore.add(tx, due));
            escalation.write(tx);
        }
    }

    /** Waits for the commit, so that nothing is announced before; a work that is wrong must not keep people in the dark. */
    Written write(Tx.Work work) {
        try {
            return database.writeAndWait(work);
        } catch (RuntimeException e) {
            log.error("A change could not be written and lives in memory only", e);
            return Written.DEFERRED;
        }
    }
}
