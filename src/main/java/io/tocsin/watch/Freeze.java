package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.monitor.Level;
import io.tocsin.notification.Notifications;
import io.tocsin.spi.Phrase;
import io.tocsin.text.Words;
import io.tocsin.witness.Eyes;
import io.tocsin.witness.Gap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is believed stands still while nothing that is seen counts; then all is judged afresh. Silence that comes due
 * meanwhile comes again.
 */
final class Freeze implements Eyes.Listener {

    private static final Logger log = LoggerFactory.getLogger(Freeze.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Roster roster;
    private final Thaw thaw;
    private final DueLoop due;
    private final Notifications notifications;
    private final Database database;
    private final InstantSource clock;
    private final Eyes sight;

    /** What goes on when sight is back. */
    record Thaw(Beating beating, Muting muting, Kin kin, FirstChecks firstChecks) {}

    Freeze(
            Roster roster, Thaw thaw, DueLoop due, Notifications notifications, Database database, InstantSource clock,
            Eyes sight) {
        this.roster = roster;
        this.thaw = thaw;
        this.due = due;
        this.notifications = notifications;
        this.database = database;
        this.clock = clock;
        this.sight = sight;
    }

    /** Hands on a change unless it does not count, or not now. Blocks while witnesses are asked. */
    void unlessHeld(Change change, Consumer<Change> apply) {
        if (!holds(change)) {
            apply.accept(change);
        }
    }

    private boolean holds(Change change) {
        return switch (change) {
            case Change.Checked checked -> !sight.counts(checked.seen().began(), checked.seen().level() != Level.UP);
            case Change.BeatLate late -> holds(late);
            default -> false;
        };
    }

    private boolean holds(Change.BeatLate late) {
        Instant now = clock.instant();
        boolean silent = roster.id(late.monitorId())
                .flatMap(live -> live.pulse().deadline())
                .filter(deadline -> !now.isBefore(deadline))
                .isPresent();
        if (!silent || sight.counts(now, true)) {
            return false;
        }
        due.add(new Due(late.due(), clock.instant().plus(AGAIN), Due.Kind.BEAT_LATE, late.monitorId()));
        return true;
    }

    /** Side by side, so that thousands share a few commits. */
    @Override
    public void returning(List<Gap> gaps) {
        Instant known = gaps.stream().map(Gap::known).min(Comparator.naturalOrder()).orElseGet(clock::instant);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            roster.all().forEach(live -> threads.execute(() -> afresh(live, known)));
        }
    }

    private void afresh(Live live, Instant known) {
        try {
            synchronized (live) {
                live.stand(live.standing().afresh());
                live.unsee();
                thaw.beating.wake(live, Optional.of(known))
                        .ifPresent(plan -> database.writeAndWait(plan::write));
            }
        } catch (RuntimeException e) {
            log.error("{} could not be awaited anew", live.monitor().name(), e);
        }
    }

    @Override
    public void returned(List<Gap> gaps, Instant at) {
        thaw.kin.afresh();
        thaw.muting.settleAll();
        roster.all().stream().filter(live -> live.monitor().checkable()).forEach(thaw.firstChecks::add);
        gaps.forEach(gap -> notifications.tellAdminAt(zone -> words(gap, at, zone)));
    }

    private static Phrase words(Gap gap, Instant at, ZoneId zone) {
        String from = Words.time(gap.from(), at, zone);
        return switch (gap.cause()) {
            case NETWORK -> Phrase.of("witness.was-gone", from, Words.time(at, at, zone));
            case CLOCK -> Phrase.of(
                    gap.step().isNegative() ? "witness.back" : "witness.ahead",
                    Words.length(Duration.ofSeconds(Math.round(gap.step().abs().toMillis() / 1000.0))), from);
        };
    }
}
