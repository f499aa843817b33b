package io.tocsin.watch;

import io.tocsin.db.Tx;
import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Telling;
import io.tocsin.routing.Escalation;
import io.tocsin.routing.Escalation.Next;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The steps that are taken while nobody acknowledges trouble. They begin with the first notice; where trouble becomes
 * worse, those of its new severity take the place of others, and those that were all taken begin again. A step that comes due while nothing is told, as in a mute, waits for its end, and so do those after it;
 * where quiet hours hold it back from some of its rooms only, it is taken, and those are called when they end;
 * an acknowledgement or the end of the trouble stops them. One row of {@code due} stands for the step to come, and one for
 * each room that is still to be called.
 */
final class Escalating {

    /** How long until somebody looks again whether a step may be taken. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Roster roster;
    private final BiPredicate<Live, IncidentChange> hushes;
    private final Notifications notifications;
    private final InstantSource clock;
    private final Watch.Aftermath aftermath;
    /** What is to come, by {@link Subject#key}. */
    private final Map<String, Due> waiting = new ConcurrentHashMap<>();

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

    /**
     * What a row says: which step of which escalation of which incident.
     *
     * @param room the only one that is to be called, since the step is taken already; empty for the step itself
     */
    private record Subject(long incident, int step, String escalation, String room) {

        static Subject parse(String text) {
            String[] halves = text.split("\t", 2);
            String[] parts = halves[0].split(" ", 3);
            return new Subject(
                    Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2],
                    halves.length == 1 ? "" : halves[1]);
        }

        Subject only(String one) {
            return new Subject(incident, step, escalation, one);
        }

        boolean isWhole() {
            return room.isEmpty();
        }

        /** Shared by those of which one takes the place of the other. */
        String key() {
            return incident + "\t" + room;
        }

        @Override
        public String toString() {
            return incident + " " + step + " " + escalation + (isWhole() ? "" : "\t" + room);
        }
    }

    /**
     * What is to come is something else, or nothing; to be written with what is told and then handed to {@link #moved}.
     *
     * @param from what was to come until now
     */
    record Move(Collection<Due> from, Collection<Due> to) {

        static final Move NONE = new Move(List.of(), List.of());

        void write(Tx tx) {
            from.forEach(row -> DueStore.remove(tx, row.kind(), row.subject()));
            to.forEach(row -> DueStore.add(tx, row));
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
                .map(row -> new Move(before.stream().toList(), List.of(row)))
                .orElse(Move.NONE);
    }

    private Due row(Incident incident, Escalation escalation, Next next, Instant now) {
        Subject subject = new Subject(incident.number(), next.number(), escalation.name(), "");
        return aftermath.plan(now.plus(next.after()), Due.Kind.ESCALATION, subject.toString());
    }

    void moved(Move move) {
        move.from.forEach(row -> {
            waiting.remove(Subject.parse(row.subject()).key(), row);
            aftermath.dropped(row);
        });
        move.to.forEach(row -> {
            waiting.put(Subject.parse(row.subject()).key(), row);
            aftermath.planned(row);
        });
    }

    /** The step to come of an incident. */
    Optional<Due> waiting(long incident) {
        return waiting(new Subject(incident, 0, "", ""));
    }

    private Optional<Due> waiting(Subject subject) {
        return Optional.ofNullable(waiting.get(subject.key()));
    }

    /** A row that an earlier run left. */
    void found(Due row) {
        waiting.put(Subject.parse(row.subject()).key(), row);
    }

    /** A step is due, unless another has taken its place. */
    void due(long id, String text, Steps steps) {
        Subject subject = Subject.parse(text);
        Optional<Live> live = roster.all().stream()
                .filter(one -> one.incident().filter(it -> it.number() == subject.incident).isPresent())
                .findFirst();
        if (live.isEmpty()) {
            waiting(subject).filter(row -> row.id() == id).ifPresent(row -> drop(row, subject, steps));
            return;
        }
        synchronized (live.get()) {
            waiting(subject).filter(row -> row.id() == id).ifPresent(row -> live.get().incident()
                    .filter(incident -> incident.number() == subject.incident && incident.acknowledged().isEmpty())
                    .ifPresentOrElse(
                            incident -> take(live.get(), incident, row, steps), () -> drop(row, subject, steps)));
        }
    }

    private void drop(Due row, Subject subject, Steps steps) {
        waiting.remove(subject.key(), row);
        steps.write(tx -> DueStore.remove(tx, row.kind(), row.subject()));
    }

    /** Under the monitor's lock. */
    private void take(Live live, Incident incident, Due row, Steps steps) {
        Subject subject = Subject.parse(row.subject());
        Instant now = clock.instant();
        List<String> wanted = wanted(subject);
        if (wanted.isEmpty()) {
            drop(row, subject, steps);
            return;
        }
        List<String> rooms = notifications.awake(live.monitor(), incident, wanted, now);
        IncidentChange step = new IncidentChange(
                Kind.ESCALATED, incident.in(incident.state()), now, Optional.empty(),
                String.join(", ", notifications.names(rooms, now)));
        if (rooms.isEmpty() || hushes.test(live, step)) {
            Due later = new Due(row.id(), now.plus(AGAIN), row.kind(), row.subject());
            waiting.put(subject.key(), later);
            aftermath.planned(later);
            return;
        }
        List<String> held = wanted.stream().filter(room -> !rooms.contains(room)).toList();
        steps.step(live, new Steps.Effect(
                step, notifications.escalate(step, rooms), Optional.empty(),
                new Move(before(row, rooms), after(incident, subject, held, now))));
    }

    /** Those whom a row calls; nobody where the configuration does not say so any longer. */
    private List<String> wanted(Subject subject) {
        return escalation(subject)
                .filter(it -> it.steps().size() > subject.step)
                .map(it -> it.steps().get(subject.step).rooms())
                .orElse(List.of()).stream()
                .filter(room -> !room.equals(Alerts.NOBODY) && (subject.isWhole() || room.equals(subject.room)))
                .toList();
    }

    private Optional<Escalation> escalation(Subject subject) {
        return Optional.ofNullable(notifications.hearing().rules().escalations().get(subject.escalation));
    }

    /** What was to come until these rooms were called: the row itself, and what was to call one of them. */
    private Set<Due> before(Due row, List<String> rooms) {
        Set<Due> before = new LinkedHashSet<>(List.of(row));
        rooms.forEach(room -> waiting(Subject.parse(row.subject()).only(room)).ifPresent(before::add));
        return before;
    }

    /** What is to come after a step that did not reach some of its rooms. */
    private List<Due> after(Incident incident, Subject subject, List<String> held, Instant now) {
        List<Due> after = new ArrayList<>();
        escalation(subject).filter(_ -> subject.isWhole())
                .flatMap(it -> it.after(subject.step).map(next -> row(incident, it, next, now)))
                .ifPresent(after::add);
        held.stream()
                .map(subject::only)
                .filter(one -> waiting(one).isEmpty())
                .map(one -> aftermath.plan(now.plus(AGAIN), Due.Kind.ESCALATION, one.toString()))
                .forEach(after::add);
        return after;
    }
}
