package io.tocsin.watch;

import io.tocsin.db.Tx;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Telling;
import io.tocsin.routing.Escalation;
import io.tocsin.routing.Escalation.Next;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The steps that are taken while nobody acknowledges trouble. They begin with the first notice, and with one that it has
 * become worse. A step that comes due while nothing is told, as in a mute, waits for its end, and so do those after it;
 * an acknowledgement or the end of the trouble stops them. One row of {@code due} stands for the step to come.
 */
final class Escalating {

    /** How long until somebody looks again whether a step may be taken. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Roster roster;
    private final BiPredicate<Live, IncidentChange> hushes;
    private final Notifications notifications;
    private final InstantSource clock;
    private final Watch.Aftermath aftermath;
    /** The step to come, by incident. */
    private final Map<Long, Due> waiting = new ConcurrentHashMap<>();

    /** @param hushes whether rooms are not told of a step now; asked under the monitor's lock */
    Escalating(
            Roster roster, BiPredicate<Live, IncidentChange> hushes, Notifications notifications, InstantSource clock,
            Watch.Aftermath aftermath) {
        this.roster = roster;
        this.hushes = hushes;
        this.notifications = notifications;
        this.clock = clock;
        this.aftermath = aftermath;
    }

    /** What a row says: which step of which escalation of which incident. */
    private record Subject(long incident, int step, String escalation) {

        static Subject parse(String text) {
            String[] parts = text.split(" ", 3);
            return new Subject(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]);
        }

        @Override
        public String toString() {
            return incident + " " + step + " " + escalation;
        }
    }

    /** The first step to come of trouble that is told, to be written with that and then handed to {@link #planned}. */
    Optional<Due> begun(Monitor monitor, Incident incident, Telling telling) {
        if (!telling.isNews() || !incident.open() || incident.acknowledged().isPresent()
                || waiting.containsKey(incident.number())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return notifications.escalation(monitor, incident, now).flatMap(escalation -> escalation.first()
                .map(next -> row(incident, escalation, next, now)));
    }

    private Due row(Incident incident, Escalation escalation, Next next, Instant now) {
        Subject subject = new Subject(incident.number(), next.number(), escalation.name());
        return aftermath.plan(now.plus(next.after()), Due.Kind.ESCALATION, subject.toString());
    }

    void planned(Due row) {
        waiting.put(Subject.parse(row.subject()).incident, row);
        aftermath.planned(row);
    }

    /** The step to come of an incident. */
    Optional<Due> waiting(long incident) {
        return Optional.ofNullable(waiting.get(incident));
    }

    /** A row that an earlier run left. */
    void found(Due row) {
        waiting.put(Subject.parse(row.subject()).incident, row);
    }

    /** A step is due. */
    void due(long id, String text, Steps steps) {
        Due row = new Due(id, clock.instant(), Due.Kind.ESCALATION, text);
        Subject subject = Subject.parse(text);
        Optional<Live> live = roster.all().stream()
                .filter(one -> one.incident().filter(it -> it.number() == subject.incident).isPresent())
                .findFirst();
        if (live.isEmpty()) {
            drop(row, steps);
            return;
        }
        synchronized (live.get()) {
            live.get().incident().filter(incident -> incident.number() == subject.incident
                    && incident.acknowledged().isEmpty())
                    .ifPresentOrElse(incident -> take(live.get(), incident, row, steps), () -> drop(row, steps));
        }
    }

    private void drop(Due row, Steps steps) {
        waiting.remove(Subject.parse(row.subject()).incident);
        steps.write(tx -> DueStore.remove(tx, row.kind(), row.subject()));
    }

    /** Under the monitor's lock. */
    private void take(Live live, Incident incident, Due row, Steps steps) {
        Subject subject = Subject.parse(row.subject());
        Instant now = clock.instant();
        Escalation escalation = notifications.hearing().rules().escalations().get(subject.escalation);
        if (escalation == null || escalation.steps().size() <= subject.step) {
            drop(row, steps);
            return;
        }
        Escalation.Step taken = escalation.steps().get(subject.step);
        IncidentChange step = new IncidentChange(
                Kind.ESCALATED, incident.in(incident.state()), now, Optional.empty(),
                String.join(", ", notifications.names(taken.rooms(), now)));
        boolean hushed = hushes.test(live, step);
        Telling telling = hushed ? Telling.NOTHING : notifications.escalate(step, live.monitor(), taken.rooms());
        if (telling.isEmpty()) {
            Due later = new Due(row.id(), now.plus(AGAIN), row.kind(), row.subject());
            waiting.put(subject.incident, later);
            aftermath.planned(later);
            return;
        }
        Optional<Due> next = escalation.after(subject.step).map(it -> row(incident, escalation, it, now));
        waiting.remove(subject.incident);
        steps.step(live, new Steps.Effect(step, telling, Optional.empty(), Optional.of(row), next));
    }

    /** Writes anew what an escalation's step leaves behind. */
    static void write(Tx tx, Optional<Due> taken, Optional<Due> next) {
        taken.ifPresent(row -> DueStore.remove(tx, row.kind(), row.subject()));
        next.ifPresent(row -> DueStore.add(tx, row));
    }
}
