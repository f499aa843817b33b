package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.incident.Incident;
import io.tocsin.incident.Incident.Acknowledgement;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.IncidentChange.Kind;
import io.tocsin.incident.IncidentStore;
import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What people do about an incident, and its reminders: steps that no check leads to. */
final class Care {

    private final Roster roster;
    private final Steps steps;
    private final Database database;
    private final InstantSource clock;

    Care(Roster roster, Steps steps, Database database, InstantSource clock) {
        this.roster = roster;
        this.steps = steps;
        this.database = database;
        this.clock = clock;
    }

    void acknowledge(Change.Acknowledged ack) {
        Live live = open(ack.incident())
                .orElseThrow(() -> Refusal.of("watch.incident-over", Long.toString(ack.incident())));
        synchronized (live) {
            Incident incident = stillOpen(live, ack.incident());
            if (incident.acknowledged().isPresent()) {
                Acknowledgement first = incident.acknowledged().get();
                throw Refusal.of("watch.acknowledged-already", Long.toString(ack.incident()), first.by().name());
            }
            Instant now = clock.instant();
            Incident next = incident.acknowledge(new Acknowledgement(ack.by(), now, ack.text()));
            steps.step(live, new IncidentChange(Kind.ACKNOWLEDGED, next, now, Optional.of(ack.by()), ack.text()));
        }
    }

    void note(Change.Noted noted) {
        Optional<Live> live = open(noted.incident());
        if (live.isEmpty()) {
            Incident over = database.read(tx -> IncidentStore.find(tx, noted.incident()))
                    .orElseThrow(() -> Refusal.of("watch.no-incident", Long.toString(noted.incident())));
            IncidentChange step = new IncidentChange(
                    Kind.NOTED, over, clock.instant(), Optional.of(noted.by()), noted.text());
            steps.write(tx -> IncidentStore.write(tx, step));
            return;
        }
        synchronized (live.get()) {
            Incident incident = stillOpen(live.get(), noted.incident());
            steps.step(live.get(), new IncidentChange(
                    Kind.NOTED, incident.in(incident.state()), clock.instant(), Optional.of(noted.by()), noted.text()));
        }
    }

    void remind(long number) {
        open(number).ifPresent(live -> remind(live, number));
    }

    private void remind(Live live, long number) {
        synchronized (live) {
            live.incident()
                    .filter(incident -> incident.number() == number && incident.acknowledged().isEmpty())
                    .filter(incident -> live.monitor().reminder().isPresent())
                    .ifPresent(incident -> steps.step(live, IncidentChange.of(
                            Kind.REMINDED, incident.in(incident.state()), clock.instant())));
        }
    }

    private Optional<Live> open(long number) {
        return roster.all().stream()
                .filter(live -> live.incident().filter(incident -> incident.number() == number).isPresent())
                .findFirst();
    }

    private static Incident stillOpen(Live live, long number) {
        return live.incident().filter(incident -> incident.number() == number)
                .orElseThrow(() -> Refusal.of("watch.incident-over", Long.toString(number)));
    }
}
