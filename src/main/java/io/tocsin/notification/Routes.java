package io.tocsin.notification;

import io.tocsin.incident.Incident.State;
import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.oncall.OnCall;
import io.tocsin.oncall.Rotation;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.routing.Escalation;
import io.tocsin.routing.Quiet;
import io.tocsin.routing.Rules.Judged;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rooms hear of what. There is always one, unless nobody is to be told: where a name leads nowhere, the next best
 * room is told.
 */
final class Routes {

    private static final Logger log = LoggerFactory.getLogger(Routes.class);
    private static final int MOST_HOURS = 30;

    private final NoticeSettings settings;
    private final Aliases aliases;
    private final UnaryOperator<Address> canonical;
    private final Hearing hearing;

    /** @param canonical the one form of an address that can be written in several ways */
    Routes(NoticeSettings settings, Aliases aliases, UnaryOperator<Address> canonical, Hearing hearing) {
        this.settings = settings;
        this.aliases = aliases;
        this.canonical = canonical;
        this.hearing = hearing;
    }

    /** How bad trouble is to those who hear of it; what comes and goes is as bad as what is down. */
    static Level level(State state) {
        return state == State.DEGRADED ? Level.DEGRADED : Level.DOWN;
    }

    /**
     * Who hears of trouble of a monitor as soon as it is believed: the rooms it names, and those of the routes that count;
     * where neither says anything the default room.
     */
    List<Address> of(Monitor monitor, Level level, Instant now) {
        return known(names(monitor, level, now), now);
    }

    /** The same by the names of the rooms. */
    List<String> names(Monitor monitor, Level level, Instant at) {
        return heard(monitor, level, at).stream()
                .map(Heard::room)
                .filter(name -> !name.equals(Alerts.NOBODY))
                .distinct()
                .toList();
    }

    /**
     * That a room hears.
     *
     * @param room by name; that of nobody where somebody says so
     */
    record Heard(String room, Phrase why) {}

    /** The same with each reason why. */
    List<Heard> heard(Monitor monitor, Level level, Instant at) {
        List<Heard> heard = new ArrayList<>();
        monitor.rooms().forEach(room -> heard.add(new Heard(room, Phrase.of("notification.why.own"))));
        if (monitor.rooms().contains(Alerts.NOBODY)) {
            return heard;
        }
        hearing.rules().judge(monitor, level, at).stream()
                .filter(Judged::counts)
                .map(Judged::route)
                .forEach(route -> route.rooms().forEach(
                        room -> heard.add(new Heard(room, Phrase.of("notification.why.route", route.name())))));
        escalation(monitor, level, at).ifPresent(escalation -> escalation.atOnce().forEach(
                room -> heard.add(new Heard(room, Phrase.of("notification.why.at-once", escalation.name())))));
        return heard.isEmpty()
                ? List.of(new Heard(settings.defaultRoom(), Phrase.of("notification.why.default")))
                : heard;
    }

    /** Who hears of what is no trouble: nobody is called for that. */
    List<Address> calm(Monitor monitor, Instant now) {
        List<String> names = names(monitor, Level.DOWN, now);
        List<String> calm = names.stream().filter(name -> OnCall.meant(name).isEmpty()).toList();
        return known(calm.isEmpty() ? names : calm, now);
    }

    /** The steps that are taken while nobody acknowledges; none where nobody is to be told. */
    Optional<Escalation> escalation(Monitor monitor, Level level, Instant at) {
        return monitor.rooms().contains(Alerts.NOBODY)
                ? Optional.empty()
                : hearing.rules().escalation(monitor, level, at);
    }

    /** The hours that hold back trouble in a room, if any do. */
    Optional<Quiet> quiet(Monitor monitor, Level level, Address room, Instant now) {
        return hearing.rules().quiets().stream()
                .filter(quiet -> quiet.holds(monitor, level, now))
                .filter(quiet -> quiet.rooms().isEmpty()
                        || quiet.rooms().stream().anyMatch(name -> means(name, room)))
                .findFirst();
    }

    /** When no quiet hours hold back trouble in a room any longer, as far as that can be foreseen. */
    Instant loud(Monitor monitor, Level level, Address room, Instant now) {
        Instant end = now;
        for (int hours = 0; hours < MOST_HOURS; hours++) {
            Optional<Quiet> quiet = quiet(monitor, level, room, end);
            if (quiet.isEmpty()) {
                return end;
            }
            end = quiet.get().hours().end(end);
        }
        return end;
    }

    /** Those of the rooms that no quiet hours hold trouble back from. */
    List<String> awake(Monitor monitor, Level level, Collection<String> names, Instant now) {
        return names.stream()
                .filter(name -> !name.equals(Alerts.NOBODY) && quiet(monitor, level, known(name, now), now).isEmpty())
                .toList();
    }

    /** Who hears of it only when it has gone on for so many checks, up to so many. */
    List<Address> later(Monitor monitor, int checks, Instant now) {
        return known(monitor.alerts().rooms(checks), now);
    }

    /** Who is not told when it is over. */
    List<Address> untold(Monitor monitor, Instant now) {
        return known(monitor.alerts().quiet(), now);
    }

    /** What the further notice that is due after so many checks says in each room. */
    Map<Address, String> texts(Monitor monitor, int checks, Instant now) {
        Map<Address, String> texts = new LinkedHashMap<>();
        for (Later later : monitor.alerts().at(checks)) {
            known(List.of(later.room()), now).forEach(room -> texts.putIfAbsent(room, later.text()));
        }
        return texts;
    }

    /** All rooms that anything which is configured, or these monitors, may tell of something. */
    Stream<Address> named(Collection<Monitor> monitors, Instant now) {
        Stream<String> own = monitors.stream().flatMap(monitor -> monitor.rooms().stream());
        Stream<String> others = Stream.concat(
                Stream.of(settings.defaultRoom(), settings.adminRoom()), hearing.rules().rooms());
        return Stream.concat(own, others)
                .distinct()
                .filter(name -> !name.equals(Alerts.NOBODY))
                .flatMap(name -> room(name, now).flatMap(this::find).stream());
    }

    /** The rooms that names mean now, each once, however it is written. */
    List<Address> known(Collection<String> names, Instant now) {
        Map<Address, Address> known = new LinkedHashMap<>();
        names.stream()
                .filter(name -> !name.equals(Alerts.NOBODY))
                .map(name -> known(name, now))
                .forEach(room -> known.putIfAbsent(canonical.apply(room), room));
        return List.copyOf(known.values());
    }

    /** The room that a name means now; whoever is on call keeps what they were told of, so that nobody else is told. */
    Optional<Address> unlessTold(String name, Set<Address> told, Instant now) {
        boolean theirs = OnCall.meant(name).isPresent() && told.stream().anyMatch(room -> means(name, room));
        return name.equals(Alerts.NOBODY) || theirs ? Optional.empty() : Optional.of(known(name, now));
    }

    private boolean means(String name, Address room) {
        return all(name).stream().map(canonical).anyMatch(canonical.apply(room)::equals);
    }

    /** The room that a name means, now or at another time. */
    private List<Address> all(String name) {
        Optional<Rotation> rotation = OnCall.meant(name).flatMap(hearing.onCall()::rotation);
        Collection<String> names = rotation
                .<Collection<String>>map(it -> hearing.onCall().people(it).stream()
                        .flatMap(person -> hearing.onCall().room(person).stream())
                        .toList())
                .orElseGet(() -> List.of(name));
        return names.stream().flatMap(one -> find(one).stream()).toList();
    }

    /** The room of those who look after the bot. */
    Address admin(Instant now) {
        return room(settings.adminRoom(), now).flatMap(this::find).orElse(Address.CONSOLE);
    }

    private Address known(String name, Instant now) {
        Optional<Address> found = room(name, now).flatMap(this::find);
        if (found.isPresent()) {
            return found.get();
        }
        String otherwise = settings.defaultRoom();
        Address instead = room(otherwise, now).flatMap(this::find).orElse(Address.CONSOLE);
        log.warn("Nobody knows the room {}; {} is told instead", name, instead);
        return instead;
    }

    /** The room of whoever is on call, if that is what a name means; empty where it means nobody. */
    Optional<String> room(String name, Instant now) {
        return OnCall.meant(name).isEmpty()
                ? Optional.of(name)
                : person(name, now).flatMap(hearing.onCall()::room);
    }

    /** Who is on call, if that is what a name means. */
    Optional<String> person(String name, Instant now) {
        return OnCall.meant(name)
                .flatMap(hearing.onCall()::rotation)
                .map(rotation -> hearing.onCall().at(rotation, now));
    }

    Optional<Address> find(String name) {
        try {
            return Optional.of(aliases.resolve(name));
        } catch (Refusal unknown) {
            return Optional.empty();
        }
    }
}
