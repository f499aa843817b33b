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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The steps that are taken while nobody acknowledges trouble. They begin with the first notice; where trouble becomes
 * worse, those of its new severity take the place of others, and those that were all taken begin again. A step that comes due while nothing is told, as in a mute, waits for its end, and so do those after it;
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

    /**
     * The step to come is another one, or there is none; to be written with what is told and then handed to {@link #moved}.
     *
     * @param from the step to come until now
     */
    record Move(Optional<Due> from, Optional<Due> to) {

        static final Move NONE = new Move(Optional.empty(), Optional.empty());

        void write(Tx tx) {
            from.ifPresent(row -> DueStore.remove(tx, row.kind(), row.subject()));
            to.ifPresent(row -> DueStore.add(tx, row));
        }
    }

    /** What follows from trouble that is told. */
    Move begun(Monitor monitor, Incident incident, Telling telling) {
        if (!telling.isNews() || !incident.open() || incident.acknowledged().isPresent()) {
            return Move.NONE;
        }
        Instant now = clock.instant();
        Optional<Due> before = waiting(incident.number());
        return notifications.escalation(monitor, incident, now)
                .filter(escalation -> before.filter(
                        row -> Subject.parse(row.subject()).escalation.equals(escalation.name())).isEmpty())
                .flatMap(escalation -> escalation.first().map(next -> row(incident, escalation, next, now)))
                .map(row -> new Move(before, Optional.of(row)))
                .orElse(Move.NONE);
    }

    private Due row(Incident incident, Escalation escalation, Next next, Instant now) {
        Subject subject = new Subject(incident.number(), next.number(), escalation.name());
        return aftermath.plan(now.plus(next.after()), Due.Kind.ESCALATION, subject.toString());
    }

    void moved(Move move) {
        move.to.ifPresent(row -> {
            Optional.ofNullable(waiting.put(Subject.parse(row.subject()).incident, row))
                    .ifPresent(aftermath::dropped);
            aftermath.planned(row);
        });
    }

    /** The step to come of an incident. */
    Optional<Due> waiting(long incident) {
        return Optional.ofNullable(waiting.get(incident));
    }

    /** A row that an earlier run left. */
    void found(Due row) {
        waiting.put(Subject.parse(row.subject()).incident, row);
    }

    /** A step is due, unless another has taken its place. */
    void due(long id, String text, Steps steps) {
        Subject subject = Subject.parse(text);
        Optional<Live> live = roster.all().stream()
                .filter(one -> one.incident().filter(it -> it.number() == subject.incident).isPresent())
                .findFirst();
        if (live.isEmpty()) {
            waiting(subject.incident).filter(row -> row.id() == id).ifPresent(row -> drop(row, subject, steps));
            return;
        }
        synchronized (live.get()) {
            waiting(subject.incident).filter(row -> row.id() == id).ifPresent(row -> live.get().incident()
                    .filter(incident -> incident.number() == subject.incident && incident.acknowledged().isEmpty())
                    .ifPresentOrElse(
                            incident -> take(live.get(), incident, row, steps), () -> drop(row, subject, steps)));
        }
    }

    private void drop(Due row, Subject subject, Steps steps) {
        waiting.remove(subject.incident, row);
        steps.write(tx -> DueStore.remove(tx, row.kind(), row.subject()));
    }

    /** Under the monitor's lock. */
    private void take(Live live, Incident incident, Due row, Steps steps) {
        Subject subject = Subject.parse(row.subject());
        Instant now = clock.instant();
        Escalation escalation = notifications.hearing().rules().escalations().get(subject.escalation);
        if (escalation == null || escalation.steps().size() <= subject.step) {
            drop(row, subject, steps);
            return;
        }
        List<String> rooms = notifications.awake(
                live.monitor(), incident, escalation.steps().get(subject.step).rooms(), now);
        IncidentChange step = new IncidentChange(
                Kind.ESCALATED, incident.in(incident.state()), now, Optional.empty(),
                String.join(", ", notifications.names(rooms, now)));
        if (rooms.isEmpty() || hushes.test(live, step)) {
            Due later = new Due(row.id(), now.plus(AGAIN), row.kind(), row.subject());
            waiting.put(subject.incident, later);
            aftermath.planned(later);
            return;
        }
        Optional<Due> next = escalation.after(subject.step).map(it -> row(incident, escalation, it, now));
        waiting.remove(subject.incident);
        steps.step(live, new Steps.Effect(
                step, notifications.escalate(step, rooms), Optional.empty(), new Move(Optional.of(row), next)));
    }
}
