package io.tocsin.watch;

import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentStore;
import io.tocsin.incident.Mute;
import io.tocsin.incident.MuteStore;
import io.tocsin.incident.Mutes;
import io.tocsin.maintenance.Windows;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.schedule.Clockwork.Timing;
import io.tocsin.spi.Event;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** The watching half of the bot, at work. Safe for use by many threads. */
public final class Watching implements AutoCloseable {

    private static final Duration LONGEST_RETURN = Duration.ofSeconds(30);

    private final WatchingParts parts;
    private final Presence presence;
    private final Tally tally = new Tally();
    private final Roster roster = new Roster();
    private final Mutes mutes;
    private final Windows windows;
    private final Checks checks;
    private final FirstChecks firstChecks;
    private final Repeats repeats;
    private final DueLoop due;
    private final Kin kin;
    private final Views views;
    private final Muting muting;
    private final Maintaining maintaining;
    private final Duties duties;
    private final Beating beating;
    private final Watch watch;
    private final Newsroom newsroom;
    private final Freeze freeze;
    private final Rounds rounds = new Rounds();
    private volatile Return back;
    private volatile boolean started;

    public Watching(WatchingParts parts) {
        this.parts = parts;
        this.presence = new Presence(parts.database(), parts.clock(), parts.sight());
        this.mutes = parts.database().read(tx -> new Mutes(MuteStore.running(tx), MuteStore.lastId(tx)));
        this.windows = parts.database().read(Windows::load);
        this.checks = new Checks(parts.settings(), parts.builder().judge(), parts.clock(), tally, this::finished);
        this.firstChecks = new FirstChecks(checks);
        this.repeats = new Repeats(
                parts.settings().repeatsPerSecond(), parts.clock(), parts.random(),
                live -> parts.clockwork().plannedNext(live.monitor().id()), this::repeat);
        this.due = new DueLoop(parts.database(), parts.clock(), this::apply);
        Watch.Aftermath after = new After();
        this.kin =
                new Kin(roster, parts.notifications(), parts.database(), parts.clock(), parts.sight(), repeats::asked);
        this.views = new Views(roster, mutes, windows, kin, parts.sight(), parts.clock());
        this.muting = new Muting(
                roster, mutes, windows, kin, parts.sight(), parts.notifications(), parts.database(), parts.clock(),
                after);
        this.maintaining = new Maintaining(
                new Maintaining.Parts(roster, windows, parts.notifications(), parts.database(), parts.clock(), after),
                muting, this::catchUp);
        this.duties = new Duties(
                new Duties.Parts(roster, parts.notifications(), parts.database(), parts.clock(), after),
                muting::settleAll);
        this.newsroom = new Newsroom(muting, parts.notifications());
        this.beating = new Beating(parts.builder().judge(), parts.clock(), after);
        this.watch = new Watch(
                roster, muting, maintaining, duties, kin, beating, parts.notifications(), parts.database(),
                parts.clock(), parts.database().read(IncidentStore::lastNumber), after);
        this.freeze = new Freeze(
                roster, new Freeze.Thaw(beating, muting, kin, firstChecks), due, parts.notifications(),
                parts.database(), parts.clock(), parts.sight());
        this.back = new Return(presence.away(), phrase -> {});
    }

    /** Begins to watch, all that is loaded and defined. */
    public void start() {
        Return returning = new Return(presence.away(), parts.notifications()::tellAdmin);
        back = returning;
        started = true;
        List<Live> first = roster.all().stream().filter(live -> live.monitor().checkable()).toList();
        first.forEach(returning::expect);
        wake();
        due.start();
        first.forEach(firstChecks::add);
        parts.sight().start(freeze);
        rounds.every(Kin.EVERY, Kin.EVERY, this::lookAtKin);
        rounds.every(Presence.EVERY, Duration.ZERO, presence::here);
        Blind blind = new Blind(parts.clock(), parts.notifications()::tellAdmin);
        rounds.every(Blind.EVERY, Duration.ZERO, () -> blind.look(monitors()));
        rounds.once(first.isEmpty() ? Duration.ZERO : LONGEST_RETURN, returning::tell);
    }

    /** What came due or ended while the bot was away is made up for. */
    void wake() {
        maintaining.turnAll(presence.last());
        muting.settleAll();
        duties.lookAll();
    }

    /** What happens at a time. */
    DueLoop due() {
        return due;
    }

    /** Looks after monitors that depend on others. */
    void lookAtKin() {
        kin.look(muting::settled);
    }

    /** Takes up the monitors an earlier run left; nothing is checked yet. */
    public void load() {
        new Loading(parts.builder(), parts.clock()).load(parts.database()).forEach(live -> {
            roster.add(live);
            kin.defined(live);
            schedule(live);
        });
        due.dropFollowing();
        due.all(Due.Kind.ESCALATION).forEach(muting.escalating()::found);
        List<Beating.Plan> awaited = beating.wake(roster.all(), presence.last());
        if (!awaited.isEmpty()) {
            parts.database().writeAndWait(tx -> awaited.forEach(plan -> plan.write(tx)));
        }
        parts.database().onReplaced(new Rewriting(roster, mutes, windows, due, parts.clock())::run);
    }

    /**
     * The one door for change; returns when it is durable or deferred.
     *
     * @throws Refusal if it cannot be
     */
    public void apply(Change change) {
        freeze.unlessHeld(change, watch::apply);
    }

    /**
     * Checks a monitor now, or joins the check that runs.
     *
     * @return completes with what was seen
     */
    public CompletableFuture<Seen> check(String monitorId) {
        Live live = roster.id(monitorId).orElseThrow(() -> new IllegalArgumentException("no monitor " + monitorId));
        live.needCheckable();
        CompletableFuture<Seen> next = live.next();
        checks.startNow(live);
        return next;
    }

    /**
     * Checks a monitor that is not at work, once, on the calling thread.
     *
     * @throws Refusal if it is one that reports by itself
     */
    public Seen test(Monitor monitor) {
        return checks.once(monitor);
    }

    public Optional<MonitorView> monitor(String name) {
        return roster.name(name).map(views::of);
    }

    public Optional<MonitorView> monitorById(String id) {
        return roster.id(id).map(views::of);
    }

    /** The program in whose addresses a token stands. */
    public Optional<MonitorView> monitorByToken(String token) {
        return monitorsByToken(token).stream().findFirst();
    }

    /** The programs that share a token, as those may whose name stands in the address, too. */
    public List<MonitorView> monitorsByToken(String token) {
        return roster.token(token).stream().map(views::of).toList();
    }

    /** Every monitor, in no order. */
    public List<MonitorView> monitors() {
        return views.all();
    }

    /** Every monitor as plugins see it, in the order of their names. */
    public List<Watched> watched() {
        return views.watched();
    }

    public int monitorCount() {
        return roster.all().size();
    }

    /** When a monitor is checked next. */
    public Optional<Instant> next(String monitorId) {
        return parts.clockwork().plannedNext(monitorId);
    }

    public Mutes mutes() {
        return mutes;
    }

    /** The maintenance windows. */
    public Windows windows() {
        return windows;
    }

    /** When the next step of an incident that nobody has acknowledged comes. */
    public Optional<Instant> escalates(long incident) {
        return muting.escalating().waiting(incident).map(Due::at);
    }

    /** Who hears is said otherwise, by another configuration; who should know by now and was not told is told. */
    public void heardOtherwise() {
        duties.lookAll();
        muting.settleAll();
    }

    private void catchUp(Live live) {
        watch.catchUp(live);
    }

    public Tally tally() {
        return tally;
    }

    /** Checks that run now. */
    public int running() {
        return checks.running();
    }

    /** Whether the loop of what is due goes round. */
    public boolean dueLoopAlive() {
        return due.isAlive();
    }

    private void repeat(Live live, Instant planned) {
        if (checks.start(live, planned)) {
            tally.repeated();
        }
    }

    private void finished(Live live, Monitor monitor, Seen seen) {
        apply(new Change.Checked(monitor, seen));
        if (live.monitor().version() == monitor.version()) {
            live.finished(seen);
        }
    }

    private void schedule(Live live) {
        Monitor monitor = live.monitor();
        if (live.removed() || !monitor.checkable()) {
            parts.clockwork().leave(monitor.id());
            return;
        }
        parts.clockwork().join(
                monitor.id(), new Timing(monitor.schedule(), monitor.zone(), parts.spread()),
                (id, planned) -> checks.due(live, planned));
    }

    /** Takes no new work and gives the checks that run a while to end. */
    public void stop(Duration atMost) throws InterruptedException {
        quit();
        checks.drain(atMost);
        back.tell();
        presence.here();
    }

    @Override
    public void close() {
        quit();
        checks.close();
    }

    private void quit() {
        rounds.close();
        repeats.close();
        due.close();
        firstChecks.close();
        parts.sight().close();
    }

    /** What is set going once a change is done. */
    private final class After implements Watch.Aftermath {

        @Override
        public void checked(Live live, Seen seen) {
            OptionalLong incident =
                    live.incident().map(open -> OptionalLong.of(open.number())).orElse(OptionalLong.empty());
            parts.history().saw(live.monitor().id(), seen, incident);
            seen.result().news().ifPresent(news -> newsroom.tell(live.monitor(), news));
            boolean again = !live.monitor().policy().retryInterval().isZero() && live.monitor().checkable();
            if (again && live.standing().unconfirmed()) {
                repeats.soon(live);
            }
            if (kin.checked(live, seen) && started) {
                rounds.once(Kin.SOON, Watching.this::lookAtKin);
            }
            back.checked(live);
        }

        @Override
        public void defined(Live live) {
            schedule(live);
            kin.defined(live);
            if (live.removed()) {
                parts.history().forget(live.monitor().id());
            }
            if (started && !live.removed() && live.monitor().checkable()) {
                firstChecks.add(live);
            }
        }

        @Override
        public Due plan(Instant at, Due.Kind kind, String subject) {
            return due.plan(at, kind, subject);
        }

        @Override
        public void planned(Due row) {
            due.add(row);
        }

        @Override
        public void dropped(Due row) {
            due.drop(row);
        }

        @Override
        public void happened(IncidentChange step, Monitor monitor) {
            Happened.of(step, monitor).ifPresent(parts.events()::publish);
        }

        @Override
        public void muted(Mute mute) {
            parts.events().publish(Happened.muted(mute));
        }

        @Override
        public void unmuted(Mute mute) {
            parts.events().publish(new Event.Unmuted(parts.clock().instant(), mute.selector()));
        }
    }
}
