package io.tocsin.notification;

import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Routes.Heard;
import io.tocsin.oncall.OnCall;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.room.Rooms;
import io.tocsin.routing.Rules;
import io.tocsin.routing.Rules.Judged;
import io.tocsin.spi.Phrase;
import io.tocsin.text.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says who would hear of trouble of a monitor, and why, in words; {@link Routes} decides. */
final class Reasons {

    private final Routes routes;
    private final Rules rules;
    private final OnCall onCall;
    private final Aliases aliases;
    private final Rooms rooms;
    private final Instant now;
    private final ZoneId zone;
    private final Map<Address, Set<Phrase>> heard = new LinkedHashMap<>();
    private final List<Phrase> others = new ArrayList<>();

    /** @param zone in which moments are said */
    Reasons(
            Routes routes, Hearing hearing, Aliases aliases, Rooms rooms, Instant now, ZoneId zone) {
        this.routes = routes;
        this.rules = hearing.rules();
        this.onCall = hearing.onCall();
        this.aliases = aliases;
        this.rooms = rooms;
        this.now = now;
        this.zone = zone;
    }

    Explained of(Monitor monitor, Level level) {
        if (monitor.rooms().contains(Alerts.NOBODY)) {
            others.add(Phrase.of("notification.why.nobody"));
        } else {
            rules.judge(monitor, level, now).stream().filter(judged -> !judged.counts())
                    .forEach(judged -> others.add(not(judged, level)));
            unknown(monitor.alerts().escalation());
        }
        routes.heard(monitor, level, now).forEach(heard -> hears(heard, monitor));
        List<Phrase> hear = new ArrayList<>();
        heard.forEach((room, why) -> routes.quiet(monitor, level, room, now).ifPresentOrElse(
                quiet -> others.add(Phrase.of(
                        "notification.why.quiet", named(room), quiet.name(),
                        Words.time(routes.loud(monitor, level, room, now), now, zone))),
                () -> hear.add(Phrase.of("notification.why.room", named(room), joined(why)))));
        later(monitor);
        return new Explained(hear, steps(monitor, level), others);
    }

    private void unknown(String escalation) {
        if (!escalation.isEmpty() && !rules.escalations().containsKey(escalation)) {
            others.add(Phrase.of("notification.why.no-escalation", escalation));
        }
    }

    private static Phrase not(Judged judged, Level level) {
        return Phrase.of("notification.why.route-not", judged.route().name(), switch (judged.answer()) {
            case OTHER_MONITORS -> Phrase.of(
                    "notification.why.other-monitors", String.join(", ", judged.route().selectors()));
            case OTHER_SEVERITY -> Phrase.of("notification.why.other-severity", Words.state(level.name()));
            case OTHER_HOURS -> Phrase.of("notification.why.other-hours", judged.route().hours().toString());
            case STOPPED, COUNTS -> Phrase.of("notification.why.stopped", judged.stoppedBy().orElse(""));
        });
    }

    private void hears(Heard one, Monitor monitor) {
        if (!one.room().equals(Alerts.NOBODY)) {
            hears(one.room(), one.why());
        } else if (!monitor.rooms().contains(Alerts.NOBODY)) {
            others.add(Phrase.of("notification.why.room", one.room(), one.why()));
        }
    }

    private void hears(String room, Phrase why) {
        boolean lost = routes.room(room, now).flatMap(routes::find).isEmpty();
        Set<Phrase> all = new LinkedHashSet<>();
        all.add(lost ? Phrase.of("notification.why.instead", room, why) : why);
        OnCall.meant(room).flatMap(onCall::rotation).ifPresent(it -> all.add(Phrase.of(
                onCall.substitute(it, now).isPresent() ? "notification.why.stands-in" : "notification.why.on-call",
                onCall.at(it, now), it.name(), Words.time(onCall.edge(it, now), now, zone))));
        Address address = routes.known(List.of(room), now).getFirst();
        if (!rooms.reachable(address)) {
            all.add(Phrase.of("notification.why.unreachable"));
        }
        heard.computeIfAbsent(address, _ -> new LinkedHashSet<>()).addAll(all);
    }

    private void later(Monitor monitor) {
        monitor.alerts().later().forEach(later -> others.add(Phrase.of(
                "notification.why.later", later.room(), Integer.toString(later.checks()))));
        monitor.alerts().quiet().forEach(room -> others.add(Phrase.of("notification.why.no-end", room)));
    }

    private List<Phrase> steps(Monitor monitor, Level level) {
        List<Phrase> steps = new ArrayList<>();
        routes.escalation(monitor, level, now).ifPresent(escalation -> {
            escalation.steps().stream().filter(step -> step.after().isPositive()).forEach(step -> steps.add(Phrase.of(
                    "notification.why.step", Words.exact(step.after()),
                    joined(step.rooms().stream().map(room -> called(room, monitor, level, now.plus(step.after())))
                            .toList()),
                    escalation.name())));
            escalation.repeat().ifPresent(
                    after -> steps.add(Phrase.of("notification.why.repeat", Words.exact(after))));
        });
        return steps;
    }

    /** Whom a step calls at its time. */
    private Phrase called(String room, Monitor monitor, Level level, Instant at) {
        Address address = routes.known(List.of(room), at).getFirst();
        Phrase whom = OnCall.meant(room)
                .flatMap(rotation -> routes.person(room, at).map(person -> Phrase.of(
                        "notification.why.called", person, named(address), rotation)))
                .orElseGet(() -> Phrase.literal(named(address)));
        return routes.quiet(monitor, level, address, at)
                .map(quiet -> Phrase.of("notification.why.held", whom, quiet.name()))
                .orElse(whom);
    }

    /** Such as {@code ops (slack:#ops)}. */
    private String named(Address room) {
        String name = aliases.name(room);
        return name.equals(room.toString()) || room.equals(Address.CONSOLE) ? name : name + " (" + room + ")";
    }

    private static Phrase joined(Collection<Phrase> parts) {
        return parts.stream()
                .reduce((before, last) -> Phrase.of("notification.why.and", before, last))
                .orElseGet(() -> Phrase.literal(""));
    }
}
