package io.tocsin.watch;

import io.tocsin.db.Tx;
import io.tocsin.db.Written;
import io.tocsin.heartbeat.Beat;
import io.tocsin.heartbeat.Pulse;
import io.tocsin.heartbeat.PulseStore;
import io.tocsin.heartbeat.Rhythm;
import io.tocsin.monitor.Judge;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What programs say of themselves, and their silence. A sign is written down with the deadline of the next one and with
 * whatever it changes. In the loop a deadline is only ever moved when it comes too late there; one that comes too early
 * looks when it is due and goes back to wait.
 */
final class Beating {

    private static final int MOST_SAID = 200;
    /** Nanoseconds that stand for no time at all, which can be compared, unlike a time that was not measured. */
    private static final long AT_ONCE = 1;

    private final Judge judge;
    private final InstantSource clock;
    private final Watch.Aftermath aftermath;

    Beating(Judge judge, InstantSource clock, Watch.Aftermath aftermath) {
        this.judge = judge;
        this.clock = clock;
        this.aftermath = aftermath;
    }

    /** Takes in what was seen of a monitor whose lock is held, and writes something else along with what that changes. */
    @FunctionalInterface
    interface Taking {
        Written take(Live live, Optional<Seen> seen, Tx.Work also);
    }

    /** What became of a sign; seen is empty for one that says neither good nor bad. */
    record Heard(Optional<Seen> seen, Written written) {}

    /** A pulse to be, and the row by which its silence is noticed. */
    record Plan(Live live, Pulse pulse, Optional<Due> row, boolean wanted) {

        void write(Tx tx) {
            String id = live.monitor().id();
            if (!wanted) {
                forget(tx, id);
                return;
            }
            PulseStore.write(tx, id, pulse);
            row.ifPresentOrElse(due -> DueStore.add(tx, due), () -> DueStore.remove(tx, Due.Kind.BEAT_LATE, id));
        }
    }

    static void forget(Tx tx, String monitorId) {
        PulseStore.remove(tx, monitorId);
        DueStore.remove(tx, Due.Kind.BEAT_LATE, monitorId);
    }

    /** @throws Refusal if the sign was sent before, unless it could not be written down then */
    Heard beat(Live live, Beat beat, Taking taking) {
        synchronized (live) {
            Monitor monitor = live.monitor();
            Optional<Rhythm> rhythm = rhythm(monitor);
            if (live.removed() || rhythm.isEmpty()) {
                return new Heard(Optional.empty(), Written.COMMITTED);
            }
            Pulse before = live.pulse();
            if (before.replayed(beat)) {
                return again(live, beat, taking);
            }
            Pulse after = before.after(beat, rhythm.get());
            Plan plan = plan(live, monitor.paused() ? after.unawaited() : after);
            Optional<Seen> seen = monitor.paused() || beat.kind() == Beat.Kind.START
                    ? Optional.empty()
                    : Optional.of(judge.judge(monitor, beat.at(), beat.at(), result(before, beat)));
            Written written = taking.take(live, seen, plan::write);
            enact(plan);
            live.owes(written == Written.DEFERRED ? beat.time() : Optional.empty());
            return new Heard(seen, written);
        }
    }

    /** Only what was answered that it could not be written down may be said once more; it was heard already. */
    private Heard again(Live live, Beat beat, Taking taking) {
        if (live.owed().isEmpty() || !live.owed().equals(beat.time())) {
            throw Refusal.of("heartbeat.replayed");
        }
        Written written = taking.take(live, Optional.empty(), plan(live, live.pulse())::write);
        if (written == Written.COMMITTED) {
            live.owes(Optional.empty());
        }
        return new Heard(Optional.empty(), written);
    }

    /** Looks whether a program is silent for too long; answers what that makes of it. */
    Optional<Seen> late(Live live, long due, Taking taking) {
        synchronized (live) {
            Monitor monitor = live.monitor();
            Pulse before = live.pulse();
            boolean planned = live.armed().filter(row -> row.id() == due).isPresent();
            if (!planned || live.removed() || before.deadline().isEmpty() || !monitor.watched()) {
                return Optional.empty();
            }
            Rhythm rhythm = rhythm(monitor).orElseThrow();
            Instant deadline = before.deadline().get();
            if (clock.instant().isBefore(deadline)) {
                await(live, plan(live, before).row());
                return Optional.empty();
            }
            Result silence = Result.failed(silence(before, rhythm), Phases.NONE);
            Seen seen = judge.judge(monitor, deadline, deadline, silence);
            Plan plan = plan(live, before.missed(rhythm, clock.instant()));
            taking.take(live, Optional.of(seen), plan::write);
            live.hear(plan.pulse());
            await(live, plan.row());
            return Optional.of(seen);
        }
    }

    /** What a definition does to what is awaited, if anything; the monitor's lock is held, and it has its old one. */
    Optional<Plan> defined(Live live, Monitor after) {
        Monitor before = live.monitor();
        Optional<Rhythm> rhythm = rhythm(after);
        if (rhythm.isEmpty() && after.refused().isEmpty()) {
            return rhythm(before).map(gone -> new Plan(live, Pulse.NONE, Optional.empty(), false));
        }
        if (!after.watched()) {
            return Optional.of(plan(live, live.pulse().unawaited()));
        }
        boolean same = before.watched() && rhythm.equals(rhythm(before));
        return rhythm.filter(it -> !same).map(it -> plan(live, live.pulse().anew(it, clock.instant())));
    }

    /**
     * Waits for all of them again, after a time in which none could be heard.
     *
     * @return what is to be written
     */
    List<Plan> wake(Collection<Live> lives, Optional<Instant> asleep) {
        return lives.stream().flatMap(live -> wake(live, asleep).stream()).toList();
    }

    /**
     * Waits for one again, after a time in which it could not be heard; the monitor's lock is held, unless nobody else has
     * it yet.
     *
     * @param asleep since when; later than now if the clock was set back
     * @return what is to be written
     */
    Optional<Plan> wake(Live live, Optional<Instant> asleep) {
        Instant now = clock.instant();
        Optional<Rhythm> rhythm = rhythm(live.monitor()).filter(it -> live.monitor().watched() && !live.removed());
        if (rhythm.isEmpty()) {
            return Optional.empty();
        }
        Pulse before = live.pulse();
        Pulse heard = before.deadline().isEmpty() ? before.anew(rhythm.get(), now) : before;
        Plan plan = plan(live, asleep.map(from -> from.isAfter(now)
                ? heard.anew(rhythm.get(), now)
                : heard.unheard(rhythm.get(), from, now)).orElse(heard));
        live.hear(plan.pulse());
        await(live, plan.row());
        return Optional.of(plan).filter(it -> !it.pulse().equals(before));
    }

    /** Makes a plan that is written down hold. */
    void enact(Plan plan) {
        Live live = plan.live();
        live.hear(plan.pulse());
        boolean sooner = plan.row().isPresent()
                && live.armed().map(armed -> plan.row().get().at().isBefore(armed.at())).orElse(true);
        if (sooner || plan.row().isEmpty()) {
            await(live, plan.row());
        }
    }

    private void await(Live live, Optional<Due> row) {
        live.armed().ifPresent(aftermath::dropped);
        live.arm(row);
        row.ifPresent(aftermath::planned);
    }

    private Plan plan(Live live, Pulse pulse) {
        Optional<Due> row = pulse.deadline()
                .map(at -> aftermath.plan(at, Due.Kind.BEAT_LATE, live.monitor().id()));
        return new Plan(live, pulse, row, true);
    }

    private static Optional<Rhythm> rhythm(Monitor monitor) {
        return monitor.expected()
                .map(expected -> new Rhythm(monitor.schedule(), monitor.zone(), expected.grace()));
    }

    private static Phrase silence(Pulse pulse, Rhythm rhythm) {
        if (pulse.runs(rhythm)) {
            return Phrase.of("heartbeat.unfinished", rhythm.grace());
        }
        return rhythm.longestSilence().map(length -> Phrase.of("heartbeat.late", length))
                .orElseGet(() -> Phrase.of("heartbeat.late-cron", rhythm.grace()));
    }

    private static Result result(Pulse before, Beat beat) {
        long took = before.took(beat).map(length -> Math.max(AT_ONCE, length.toNanos())).orElse(AT_ONCE);
        Result.Builder result = Result.builder()
                .connected(true)
                .phases(new Phases(0, 0, 0, took, 0))
                .body(beat.text().getBytes(StandardCharsets.UTF_8));
        beat.exit().ifPresent(status -> result.status(status, ""));
        if (beat.kind() == Beat.Kind.FAILURE) {
            result.failure(cause(beat));
        }
        return result.build();
    }

    private static Phrase cause(Beat beat) {
        String said = firstLine(beat.text());
        if (beat.exit().isPresent()) {
            String status = Integer.toString(beat.exit().getAsInt());
            return said.isEmpty()
                    ? Phrase.of("heartbeat.exit", status)
                    : Phrase.of("heartbeat.exit-saying", status, said);
        }
        return said.isEmpty() ? Phrase.of("heartbeat.failed") : Phrase.of("heartbeat.failed-saying", said);
    }

    private static String firstLine(String text) {
        String line = text.lines().map(String::strip).filter(it -> !it.isEmpty()).findFirst().orElse("")
                .replaceAll("\\p{Cntrl}", " ");
        return line.length() <= MOST_SAID ? line : line.substring(0, MOST_SAID) + "...";
    }
}
