package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.incident.Incident;
import io.tocsin.notification.HandOver;
import io.tocsin.notification.Notifications;
import io.tocsin.notification.Telling;
import io.tocsin.oncall.OnCall;
import io.tocsin.oncall.OnCallStore;
import io.tocsin.oncall.Rotation;
import io.tocsin.oncall.Substitute;
import io.tocsin.routing.Quiet;
import io.tocsin.watch.Watch.Aftermath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is on call changes, and quiet hours end. Who is told to be on call is written down with the telling, so that nobody
 * is told twice, and whoever took over while the bot was away is told when it is back. What is planned follows from the
 * configuration, and so is planned anew at each start.
 */
final class Duties {

    private static final Logger log = LoggerFactory.getLogger(Duties.class);

    private final Parts parts;
    private final Runnable settle;
    private final Map<String, Due> planned = new HashMap<>();

    /** What it works with. */
    record Parts(
            Roster roster, Notifications notifications, Database database, InstantSource clock, Aftermath aftermath) {}

    /** @param settle tells what is bad and was held back */
    Duties(Parts parts, Runnable settle) {
        this.parts = parts;
        this.settle = settle;
    }

    private OnCall onCall() {
        return parts.notifications.hearing().onCall();
    }

    /** When the bot begins to watch, and when the configuration has changed. */
    synchronized void lookAll() {
        planned.values().forEach(parts.aftermath::dropped);
        planned.clear();
        onCall().rotations().forEach(this::look);
        parts.notifications.hearing().rules().quiets().forEach(this::arm);
    }

    /** Somebody stands in for whoever is on call, or does no longer. */
    synchronized void substitute(Substitute substitute) {
        parts.database.writeAndWait(tx -> OnCallStore.save(tx, substitute));
        onCall().put(substitute);
        turn(substitute.rotation());
    }

    /** At the edge of a turn. */
    synchronized void turn(String rotation) {
        onCall().rotation(rotation).ifPresent(this::look);
    }

    /** At the end of quiet hours. */
    synchronized void over(String name) {
        parts.notifications.hearing().rules().quiets().stream()
                .filter(quiet -> quiet.name().equals(name))
                .findFirst()
                .ifPresent(this::arm);
        settle.run();
    }

    private void look(Rotation rotation) {
        Instant now = parts.clock.instant();
        String person = onCall().at(rotation, now);
        Optional<String> before = onCall().duty(rotation.name());
        if (!before.equals(Optional.of(person))) {
            Telling telling = before
                    .map(left -> parts.notifications.handOver(new HandOver(
                            rotation, left, person, onCall().next(rotation, now), open())))
                    .orElse(Telling.NOTHING);
            write(telling, rotation.name(), person);
            onCall().duty(rotation.name(), person);
            parts.notifications.tell(telling);
        }
        plan(onCall().edge(rotation, now), Due.Kind.HAND_OVER, rotation.name());
    }

    private List<Incident> open() {
        return parts.roster.all().stream()
                .filter(live -> parts.notifications.follows(live.monitor()))
                .flatMap(live -> live.incident().stream())
                .sorted(Comparator.comparing(Incident::number))
                .toList();
    }

    private void arm(Quiet quiet) {
        plan(quiet.hours().end(parts.clock.instant()), Due.Kind.QUIET_ENDS, quiet.name());
    }

    /** A row that cannot be written is planned anew at the next start all the same. */
    private void plan(Instant at, Due.Kind kind, String subject) {
        Due row = parts.aftermath.plan(at, kind, subject);
        write(row);
        Optional.ofNullable(planned.put(kind + " " + subject, row)).ifPresent(parts.aftermath::dropped);
        parts.aftermath.planned(row);
    }

    private void write(Telling telling, String rotation, String person) {
        try {
            parts.database.writeAndWait(tx -> {
                telling.write(tx);
                OnCallStore.duty(tx, rotation, person);
            });
        } catch (RuntimeException e) {
            log.error("That {} is on call could not be written and lives in memory only", person, e);
        }
    }

    private void write(Due row) {
        try {
            parts.database.writeAndWait(tx -> DueStore.add(tx, row));
        } catch (RuntimeException e) {
            log.error("What is planned could not be written and lives in memory only: {}", row, e);
        }
    }
}
