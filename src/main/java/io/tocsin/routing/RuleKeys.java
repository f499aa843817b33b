package io.tocsin.routing;

import io.tocsin.config.Keys;
import io.tocsin.config.Nearest;
import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Level;
import io.tocsin.routing.Escalation.Step;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads {@code route.<name>.<word>}, {@code quiet.<name>.<word>} and {@code escalation.<name>.<word>}. */
public final class RuleKeys {

    private static final Set<Level> BAD = Set.of(Level.DOWN, Level.DEGRADED);
    private static final int MOST_ORDER = 10_000;

    private final Keys keys;
    private final ZoneId zone;

    private RuleKeys(Keys keys, ZoneId zone) {
        this.keys = keys;
        this.zone = zone;
    }

    /**
     * The rules; what is wrong with them is among the problems of the keys.
     *
     * @param zone of hours that name none
     */
    public static Rules read(Keys keys, ZoneId zone) {
        RuleKeys reading = new RuleKeys(keys, zone);
        Map<String, Escalation> escalations = new TreeMap<>();
        for (String name : keys.names("escalation")) {
            reading.escalation(name).ifPresent(escalation -> escalations.put(name, escalation));
        }
        List<Route> routes = new ArrayList<>();
        for (String name : keys.names("route")) {
            routes.add(reading.route(name, escalations.keySet()));
        }
        List<Quiet> quiets = new ArrayList<>();
        for (String name : keys.names("quiet")) {
            quiets.add(reading.quiet(name));
        }
        return new Rules(routes, quiets, escalations);
    }

    private Route route(String name, Set<String> escalations) {
        String prefix = "route." + name + ".";
        List<String> rooms = keys.list(prefix + "rooms");
        String escalation = keys.text(prefix + "escalation", "");
        if (rooms.isEmpty() && escalation.isEmpty()) {
            keys.problem(prefix + "rooms", Phrase.of("routing.no-rooms"));
        }
        if (!escalation.isEmpty() && !escalations.contains(escalation)) {
            keys.problem(prefix + "escalation", unknown(escalation, escalations));
        }
        return new Route(
                name, keys.number(prefix + "order", 0, -MOST_ORDER, MOST_ORDER), keys.list(prefix + "monitors", "all"),
                levels(prefix + "severity", "any"), hours(prefix), rooms, keys.flag(prefix + "stop", false),
                escalation);
    }

    /** That there are no such steps, with the nearest that are there. */
    public static Phrase unknown(String escalation, Set<String> known) {
        return Nearest.to(escalation, known)
                .map(near -> Phrase.of("routing.no-escalation-near", escalation, near))
                .orElseGet(() -> Phrase.of("routing.no-escalation", escalation));
    }

    private Quiet quiet(String name) {
        String prefix = "quiet." + name + ".";
        if (keys.text(prefix + "between").isEmpty() && keys.text(prefix + "days").isEmpty()) {
            keys.problem(prefix + "between", Phrase.of("routing.no-hours"));
        }
        return new Quiet(
                name, keys.list(prefix + "monitors", "all"), levels(prefix + "severity", "degraded"), hours(prefix),
                keys.list(prefix + "rooms"));
    }

    private Set<Level> levels(String key, String otherwise) {
        String severity = keys.choice(key, otherwise, List.of("down", "degraded", "any"));
        return switch (severity) {
            case "down" -> Set.of(Level.DOWN);
            case "degraded" -> Set.of(Level.DEGRADED);
            default -> BAD;
        };
    }

    private Hours hours(String prefix) {
        ZoneId own = keys.zone(prefix + "zone", zone);
        Optional<Hours.Between> between = read(prefix + "between", Hours::between);
        Set<DayOfWeek> days = read(prefix + "days", Hours::days).orElse(Set.of());
        return new Hours(between, days, own);
    }

    private <T> Optional<T> read(String key, Function<String, T> reader) {
        try {
            return keys.text(key).map(reader);
        } catch (Refusal refusal) {
            keys.problem(key, refusal.phrase());
            return Optional.empty();
        }
    }

    private Optional<Escalation> escalation(String name) {
        String prefix = "escalation." + name + ".";
        List<String> numbers = keys.names(prefix + "step").stream()
                .sorted(Comparator.comparing(RuleKeys::number).thenComparing(number -> number))
                .toList();
        Optional<Duration> repeat = read(prefix + "repeat", Keys::parse);
        repeat.filter(wait -> wait.compareTo(Duration.ofMinutes(1)) < 0)
                .ifPresent(_ -> keys.problem(prefix + "repeat", Phrase.of("routing.repeat")));
        if (numbers.isEmpty()) {
            keys.problem(prefix + "step.1", Phrase.of("routing.no-steps"));
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        for (String number : numbers) {
            step(prefix + "step.", number, steps).ifPresent(steps::add);
        }
        return steps.size() == numbers.size()
                ? Optional.of(new Escalation(name, steps, repeat.filter(Duration::isPositive)))
                : Optional.empty();
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
    }

    /** Reads {@code 10m oncall:primary, ops}; the first step may go without its time. */
    private Optional<Step> step(String prefix, String number, List<Step> before) {
        String key = prefix + number;
        String text = keys.text(key, "");
        String[] parts = text.split("\\s+", 2);
        Optional<Duration> after = length(parts[0]);
        List<String> rooms = rooms(after.isEmpty() ? text : parts.length > 1 ? parts[1] : "");
        boolean late = before.isEmpty() || after.isPresent();
        if (rooms.isEmpty() || !late) {
            keys.problem(key, Phrase.of("routing.step"));
            return Optional.empty();
        }
        Step step = new Step(number, after.orElse(Duration.ZERO), rooms);
        if (!before.isEmpty() && step.after().compareTo(before.getLast().after()) < 0) {
            keys.problem(key, Phrase.of("routing.step-order"));
            return Optional.empty();
        }
        return Optional.of(step);
    }

    private static Optional<Duration> length(String word) {
        try {
            return Optional.of(Keys.parse(word)).filter(length -> !length.isNegative());
        } catch (Refusal noLength) {
            return Optional.empty();
        }
    }

    /** A step that calls nobody would keep those after it waiting for ever. */
    private static List<String> rooms(String text) {
        return List.of(text.split(",")).stream().map(String::strip)
                .filter(room -> !room.isEmpty() && !room.equals(Alerts.NOBODY))
                .toList();
    }
}
