package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.incident.Ancestor;
import io.tocsin.incident.Ancestor.Answer;
import io.tocsin.incident.Ancestor.Child;
import io.tocsin.incident.Behind;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.State;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Policy;
import io.tocsin.monitor.Seen;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Telling;
import io.tocsin.status.Status;
import io.tocsin.witness.Eyes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Monitors that depend on others. Trouble of one whose parent is bad is not told, but counted with its parent's; trouble
 * that came first waits a while for what is found out about the parents, which are checked at once. Parents are looked up
 * by name each time, so that they may come, go and be renamed. Nothing here is stored: after a restart the same follows
 * from what is believed of all.
 */
final class Kin {

    private static final Logger log = LoggerFactory.getLogger(Kin.class);
    /** Between two looks, and until one that is wanted at once. */
    static final Duration EVERY = Duration.ofSeconds(1);
    static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Roster roster;
    private final Notifications notifications;
    private final Database database;
    private final InstantSource clock;
    private final Eyes sight;
    private final Consumer<Live> check;
    private final Set<Live> children = ConcurrentHashMap.newKeySet();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private volatile boolean counted;
    private volatile boolean awaiting;

    /**
     * What keeps trouble from being told.
     *
     * @param since where a check after this has to show that it is still bad
     * @param until when it is told nevertheless
     */
    private record Hold(Stage stage, Instant since, Instant until) {

        enum Stage {
            BEHIND,
            AWAITED,
            /** Awaited for too long. */
            OVERDUE,
            TOLD
        }

        boolean quiet() {
            return stage == Stage.BEHIND || stage == Stage.AWAITED;
        }
    }

    /** @param check checks a monitor as soon as may be */
    Kin(
            Roster roster, Notifications notifications, Database database, InstantSource clock, Eyes sight,
            Consumer<Live> check) {
        this.roster = roster;
        this.notifications = notifications;
        this.database = database;
        this.clock = clock;
        this.sight = sight;
        this.check = check;
    }

    /** A monitor has another definition, or none. */
    void defined(Live live) {
        if (live.removed() || live.monitor().parents().isEmpty()) {
            children.remove(live);
            holds.remove(live.monitor().id());
        } else {
            children.add(live);
        }
    }

    /** A check was taken in; answers whether trouble waits for what is found out, once until there is a look. */
    boolean checked(Live live, Seen seen) {
        if (seen.level() != Level.UP) {
            bad(live);
        }
        boolean now = awaiting;
        awaiting = false;
        return now;
    }

    /** A check was bad: whoever is above and may be the reason is looked at, too. */
    private void bad(Live live) {
        if (live.monitor().parents().isEmpty()) {
            return;
        }
        Instant since = live.incident().map(Incident::openedAt).orElseGet(() -> live.standing().badSince());
        Child child = new Child(State.DOWN, since);
        for (Live above : ancestors(live)) {
            Ancestor ancestor = ancestor(above);
            if (!ancestor.hides(State.DOWN) && !above.standing().unconfirmed() && ancestor.unseen(child)) {
                ask(above);
            }
        }
    }

    /** Whether trouble, which may not be the monitor's yet, is not to be told now. */
    boolean quiets(Live live, Incident incident) {
        String id = live.monitor().id();
        if (live.monitor().parents().isEmpty() || !incident.open()) {
            holds.remove(id);
            return false;
        }
        Collection<Live> above = ancestors(live);
        Child child = new Child(incident.state(), incident.openedAt());
        Answer answer = Ancestor.judge(child, above.stream().map(Kin::ancestor).toList());
        Hold hold = holds.compute(id, (_, before) -> hold(before, answer, live, above));
        if (hold.stage == Hold.Stage.AWAITED) {
            awaiting = true;
            above.stream().filter(one -> ancestor(one).unseen(child)).forEach(this::ask);
            if (!confirmedAfter(hold.since, live)) {
                ask(live);
            }
        }
        return hold.quiet();
    }

    private Hold hold(@Nullable Hold before, Answer answer, Live live, Collection<Live> above) {
        Instant now = clock.instant();
        if (answer == Answer.BEHIND) {
            return new Hold(Hold.Stage.BEHIND, now, now);
        }
        Hold told = new Hold(Hold.Stage.TOLD, now, now);
        boolean awaited = answer == Answer.AWAITED;
        return switch (before == null ? Hold.Stage.TOLD : before.stage) {
            case TOLD -> awaited ? new Hold(Hold.Stage.AWAITED, Instant.EPOCH, now.plus(patience(live, above))) : told;
            case BEHIND -> new Hold(Hold.Stage.AWAITED, now, now.plus(patience(live, above)));
            case AWAITED -> awaited(Objects.requireNonNull(before), awaited, live, told);
            case OVERDUE -> awaited ? Objects.requireNonNull(before) : told;
        };
    }

    private static Hold awaited(Hold before, boolean still, Live live, Hold told) {
        if (!told.since.isBefore(before.until)) {
            return new Hold(Hold.Stage.OVERDUE, before.since, before.until);
        }
        return still || !confirmedAfter(before.since, live) ? before : told;
    }

    /** Whether what is believed was seen again after a moment. */
    private static boolean confirmedAfter(Instant moment, Live live) {
        return moment.equals(Instant.EPOCH)
                || !live.standing().unconfirmed() && looked(live).filter(moment::isBefore).isPresent();
    }

    private static Duration patience(Live live, Collection<Live> above) {
        Duration longest = confirmation(live.monitor());
        for (Live one : above) {
            Duration other = confirmation(one.monitor());
            longest = other.compareTo(longest) > 0 ? other : longest;
        }
        return longest.compareTo(LONGEST_WAIT) < 0 ? longest : LONGEST_WAIT;
    }

    /** How long it may take until a monitor's change is believed. */
    private static Duration confirmation(Monitor monitor) {
        Policy policy = monitor.policy();
        int checks = Math.max(policy.failureThreshold(), policy.successThreshold());
        return monitor.timeout().plus(policy.retryInterval().multipliedBy(6).dividedBy(5)).multipliedBy(checks);
    }

    /** Waits anew for all that is awaited, after a time in which nothing could be found out. */
    void afresh() {
        Instant now = clock.instant();
        holds.replaceAll((id, hold) -> hold.stage == Hold.Stage.AWAITED
                ? new Hold(Hold.Stage.AWAITED, now, now.plus(LONGEST_WAIT))
                : hold);
    }

    /**
     * Looks whether anything is to be told that was not, and how many are behind whom.
     *
     * @param settle tells the rooms of a monitor what they should know by now
     */
    @SuppressWarnings("IllegalCatch") // whatever goes wrong with one, the others have to be told
    void look(Consumer<Live> settle) {
        if (sight.blind().isPresent()) {
            return;
        }
        for (Live live : children) {
            live.incident().ifPresent(incident -> look(live, incident, settle));
        }
        try {
            recount();
        } catch (RuntimeException e) {
            log.error("How many are behind others could not be shown, which is tried again", e);
        }
    }

    @SuppressWarnings("IllegalCatch") // as above
    private void look(Live live, Incident incident, Consumer<Live> settle) {
        String id = live.monitor().id();
        boolean before = Optional.ofNullable(holds.get(id)).map(Hold::quiet).orElse(true);
        try {
            if (!quiets(live, incident) && before) {
                settle.accept(live);
            }
        } catch (RuntimeException e) {
            holds.remove(id);
            log.error("The rooms of {} could not be told, which is tried again", live.monitor().name(), e);
        }
    }

    private void recount() {
        Map<Live, List<String>> behind = new HashMap<>();
        for (Live child : children) {
            roots(child)
                    .forEach(root -> behind.computeIfAbsent(root, _ -> new ArrayList<>()).add(child.monitor().name()));
        }
        if (behind.isEmpty() && !counted) {
            return;
        }
        counted = !behind.isEmpty();
        roster.all().stream().filter(live -> live.incident().isPresent()).forEach(
                live -> show(live, Behind.of(behind.getOrDefault(live, List.of()))));
    }

    /** The number of others behind it is only shown, and no step of its history. */
    private void show(Live live, Behind behind) {
        if (live.incident().filter(incident -> !incident.behind().equals(behind)).isEmpty()) {
            return;
        }
        synchronized (live) {
            Optional<Incident> next = live.incident().map(incident -> incident.before(behind));
            if (live.removed() || next.isEmpty()) {
                return;
            }
            Telling telling = notifications.plan(
                    IncidentChange.of(Kind.BEHIND, next.get(), clock.instant()), live.monitor(), false);
            database.writeAndWait(tx -> {
                IncidentStore.keep(tx, next.get());
                telling.write(tx);
            });
            live.trouble(next);
            notifications.tell(telling);
        }
    }

    /** Who is behind a monitor that is about to be in trouble. */
    Behind behind(Live live, State state) {
        List<String> names = new ArrayList<>();
        for (Live child : children) {
            boolean hidden = child.incident().filter(it -> state != State.DEGRADED || it.state() == state).isPresent();
            if (hidden && ancestors(child).contains(live)) {
                names.add(child.monitor().name());
            }
        }
        return Behind.of(names);
    }

    /** The names of those that are bad, above a monitor in trouble, and behind nobody themselves. */
    List<String> over(Live live) {
        return live.monitor().parents().isEmpty()
                ? List.of()
                : roots(live).stream().map(root -> root.monitor().name()).sorted().toList();
    }

    private List<Live> roots(Live live) {
        return live.incident().map(incident -> hiding(live, incident.state()).stream()
                .filter(above -> hiding(above, state(above)).isEmpty())
                .toList()).orElse(List.of());
    }

    private List<Live> hiding(Live live, State state) {
        return ancestors(live).stream().filter(above -> ancestor(above).hides(state)).toList();
    }

    private static State state(Live live) {
        boolean slow = live.standing().status() == Status.DEGRADED && !live.standing().flapping();
        return slow ? State.DEGRADED : State.DOWN;
    }

    private Collection<Live> ancestors(Live live) {
        Set<Live> found = new LinkedHashSet<>();
        Queue<Live> next = new ArrayDeque<>(List.of(live));
        for (Live child = next.poll(); child != null; child = next.poll()) {
            for (String parent : child.monitor().parents()) {
                roster.name(parent).filter(above -> above != live && found.add(above)).ifPresent(next::add);
            }
        }
        return found;
    }

    private void ask(Live live) {
        if (live.monitor().checkable() && live.mayBeAsked()) {
            check.accept(live);
        }
    }

    private static Ancestor ancestor(Live live) {
        return new Ancestor(live.standing(), live.monitor().checkable(), looked(live));
    }

    private static Optional<Instant> looked(Live live) {
        return live.last().map(Seen::began);
    }
}
