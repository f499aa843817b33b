package io.tocsin.notification;

import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.oncall.OnCall;
import io.tocsin.oncall.Rotation;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.room.Rooms;
import io.tocsin.routing.Escalation;
import io.tocsin.routing.Quiet;
import io.tocsin.routing.Rules;
import io.tocsin.routing.Rules.Judged;
import io.tocsin.spi.Phrase;
import io.tocsin.text.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says who would hear of trouble of a monitor, and why; it follows the same rules as {@link Routes}. */
final class Reasons {

    private final Routes routes;
    private final Rules rules;
    private final OnCall onCall;
    private final NoticeSettings settings;
    private final Aliases aliases;
    private final Rooms rooms;
    private final Instant now;
    private final ZoneId zone;
    private final Map<Address, List<Phrase>> heard = new LinkedHashMap<>();
    private final List<Phrase> others = new ArrayList<>();

    /** @param zone in which moments are said */
    Reasons(
            Routes routes, Hearing hearing, NoticeSettings settings, Aliases aliases, Rooms rooms, Instant now,
            ZoneId zone) {
        this.routes = routes;
        this.rules = hearing.rules();
        this.onCall = hearing.onCall();
        this.settings = settings;
        this.aliases = aliases;
        this.rooms = rooms;
        this.now = now;
        this.zone = zone;
    }

    Explained of(Monitor monitor, Level level) {
        monitor.rooms().stream().filter(room -> !room.equals(Alerts.NOBODY))
                .forEach(room -> hears(room, Phrase.of("notification.why.own")));
        boolean nobody = monitor.rooms().contains(Alerts.NOBODY);
        if (nobody) {
            others.add(Phrase.of("notification.why.nobody"));
        } else {
            rules.judge(monitor, level, now).forEach(judged -> route(judged, level));
        }
        Optional<Escalation> escalation = escalation(monitor, level);
        escalation.filter(it -> !nobody).ifPresent(it -> it.atOnce().forEach(
                room -> hears(room, Phrase.of("notification.why.at-once", it.name()))));
        if (heard.isEmpty() && !nobody) {
            hears(settings.defaultRoom(), Phrase.of("notification.why.default"));
        }
        List<Phrase> hear = new ArrayList<>();
        heard.forEach((room, why) -> quiet(monitor, level, room).ifPresentOrElse(
                others::add, () -> hear.add(Phrase.of("notification.why.room", named(room), joined(why)))));
        later(monitor);
        return new Explained(hear, escalation.map(this::steps).orElse(List.of()), others);
    }

    private Optional<Escalation> escalation(Monitor monitor, Level level) {
        String own = monitor.alerts().escalation();
        if (!own.isEmpty() && !rules.escalations().containsKey(own)) {
            others.add(Phrase.of("notification.why.no-escalation", own));
        }
        return rules.escalation(monitor, level, now);
    }

    private void route(Judged judged, Level level) {
        String name = judged.route().name();
        if (judged.counts()) {
            judged.route().rooms().forEach(room -> hears(room, Phrase.of("notification.why.route", name)));
            return;
        }
        others.add(Phrase.of("notification.why.route-not", name, switch (judged.answer()) {
            case OTHER_MONITORS -> Phrase.of(
                    "notification.why.other-monitors", String.join(", ", judged.route().selectors()));
            case OTHER_SEVERITY -> Phrase.of("notification.why.other-severity", level.name());
            case OTHER_HOURS -> Phrase.of("notification.why.other-hours", judged.route().hours().toString());
            case STOPPED, COUNTS -> Phrase.of("notification.why.stopped", judged.stoppedBy().orElse(""));
        }));
    }

    private void hears(String room, Phrase why) {
        boolean lost = routes.room(room, now).flatMap(routes::find).isEmpty();
        List<Phrase> all =
                new ArrayList<>(List.of(lost ? Phrase.of("notification.why.instead", room, why) : why));
        Optional<Rotation> rotation = OnCall.meant(room).flatMap(onCall::rotation);
        rotation.ifPresent(it -> all.add(Phrase.of(
                onCall.substitute(it, now).isPresent() ? "notification.why.stands-in" : "notification.why.on-call",
                onCall.at(it, now), it.name(), Words.time(onCall.edge(it, now), now, zone))));
        Address address = routes.known(List.of(room), now).getFirst();
        if (!rooms.reachable(address)) {
            all.add(Phrase.of("notification.why.unreachable"));
        }
        List<Phrase> known = heard.computeIfAbsent(address, _ -> new ArrayList<>());
        new LinkedHashSet<>(all).stream().filter(one -> !known.contains(one)).forEach(known::add);
    }

    private Optional<Phrase> quiet(Monitor monitor, Level level, Address room) {
        return routes.quiet(monitor, level, room, now).map(quiet -> Phrase.of(
                "notification.why.quiet", named(room), quiet.name(), Words.time(end(quiet), now, zone)));
    }

    private Instant end(Quiet quiet) {
        return quiet.hours().end(now);
    }

    private void later(Monitor monitor) {
        monitor.alerts().later().forEach(later -> others.add(Phrase.of(
                "notification.why.later", later.room(), Integer.toString(later.checks()))));
        monitor.alerts().quiet().forEach(room -> others.add(Phrase.of("notification.why.no-end", room)));
    }

    private List<Phrase> steps(Escalation escalation) {
        List<Phrase> steps = new ArrayList<>();
        escalation.steps().stream().filter(step -> step.after().isPositive()).forEach(step -> steps.add(Phrase.of(
                "notification.why.step", Words.exact(step.after()),
                joined(step.rooms().stream().map(this::called).toList()), escalation.name())));
        escalation.repeat().ifPresent(
                after -> steps.add(Phrase.of("notification.why.repeat", Words.exact(after))));
        return steps;
    }

    private Phrase called(String room) {
        Address address = routes.known(List.of(room), now).getFirst();
        return OnCall.meant(room)
                .flatMap(rotation -> routes.person(room, now).map(person -> Phrase.of(
                        "notification.why.called", person, named(address), rotation)))
                .orElseGet(() -> Phrase.literal(named(address)));
    }

    /** Such as {@code ops (slack:#ops)}. */
    private String named(Address room) {
        String name = aliases.name(room);
        return name.equals(room.toString()) || room.equals(Address.CONSOLE) ? name : name + " (" + room + ")";
    }

    private static Phrase joined(List<Phrase> parts) {
        return parts.stream()
                .reduce((before, last) -> Phrase.of("notification.why.and", before, last))
                .orElseGet(() -> Phrase.literal(""));
    }
}
