package io.tocsin.watch;

import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentChange;
import io.tocsin.incident.Mute;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Event;
import io.tocsin.spi.Person;
import io.tocsin.spi.Watched;
import io.tocsin.text.Catalogue;
import java.time.Instant;
import java.util.Optional;

/** What plugins are told of, in their words. */
final class Happened {

    private static final Catalogue WORDS = Catalogue.english();
    private static final Person NOBODY = new Person("", "");

    private Happened() {}

    /** A step of an incident; empty for one that is only written or shown. */
    static Optional<Event> of(IncidentChange step, Monitor monitor) {
        return switch (step.kind()) {
            case OPENED, WORSE, BETTER, FLAPPING, STEADY -> bad(step, trouble(step.incident(), monitor));
            case RECOVERED -> Optional.of(new Event.Recovered(
                    step.at(), trouble(step.incident(), monitor), step.incident().length(step.at())));
            case ACKNOWLEDGED -> Optional.of(new Event.Acknowledged(
                    step.at(), trouble(step.incident(), monitor), step.who().orElse(NOBODY), step.text()));
            case UNWATCHED, MUTED, UNMUTED, NOTED, REMINDED, ESCALATED, LATER, BEHIND -> Optional.empty();
        };
    }

    private static Optional<Event> bad(IncidentChange step, Event.Trouble trouble) {
        return switch (step.incident().state()) {
            case DOWN -> Optional.of(new Event.Down(step.at(), trouble));
            case DEGRADED -> Optional.of(new Event.Degraded(step.at(), trouble));
            case FLAPPING -> Optional.of(new Event.Flapping(step.at(), trouble));
            case RECOVERED, UNWATCHED -> Optional.empty();
        };
    }

    private static Event.Trouble trouble(Incident incident, Monitor monitor) {
        return new Event.Trouble(
                incident.number(), incident.monitor(), monitor.group(), monitor.tags(), incident.target(),
                WORDS.say(incident.cause()), incident.openedAt(), incident.conditions());
    }

    static Watched watched(MonitorView view) {
        Monitor monitor = view.monitor();
        Optional<Instant> expires = view.last()
                .flatMap(seen -> seen.result().certificateLeft().map(left -> seen.began().plus(left)));
        return new Watched(
                monitor.name(), monitor.group(), monitor.tags(), monitor.target(), view.shown(),
                Optional.of(view.standing().since()), expires, view.mute().map(Happened::muted));
    }

    static Event.Muted muted(Mute mute) {
        return new Event.Muted(mute.since(), mute.selector(), mute.by(), mute.until(), mute.because());
    }
}
