package io.tocsin.routing;

import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.routing.Route.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the configuration says of who hears.
 *
 * @param routes in the order in which they are looked at
 * @param escalations by name
 */
public record Rules(List<Route> routes, List<Quiet> quiets, Map<String, Escalation> escalations) {

    /** Nothing is said. */
    public static final Rules NONE = new Rules(List.of(), List.of(), Map.of());

    public Rules {
        routes = routes.stream().sorted(Comparator.comparing(Route::order).thenComparing(Route::name)).toList();
        quiets = List.copyOf(quiets);
        escalations = Map.copyOf(escalations);
    }

    /**
     * A route, and whether it counts.
     *
     * @param stoppedBy the route that has the last word, if that is why
     */
    public record Judged(Route route, Answer answer, Optional<String> stoppedBy) {

        public boolean counts() {
            return answer == Answer.COUNTS;
        }
    }

    /** Looks at every route. */
    public List<Judged> judge(Monitor monitor, Level level, Instant moment) {
        List<Judged> judged = new ArrayList<>();
        Optional<String> stop = Optional.empty();
        for (Route route : routes) {
            Answer own = route.judge(monitor, level, moment);
            boolean stopped = own == Answer.COUNTS && stop.isPresent();
            judged.add(new Judged(route, stopped ? Answer.STOPPED : own, stopped ? stop : Optional.empty()));
            if (own == Answer.COUNTS && route.stop() && stop.isEmpty()) {
                stop = Optional.of(route.name());
            }
        }
        return judged;
    }

    /** The names of all rooms that a route or a step tells. */
    public Stream<String> rooms() {
        return Stream.concat(
                routes.stream().flatMap(route -> route.rooms().stream()),
                escalations.values().stream()
                        .flatMap(escalation -> escalation.steps().stream())
                        .flatMap(step -> step.rooms().stream()));
    }

    /** The steps that are taken for a monitor: its own, or those of the first route that counts and has any. */
    public Optional<Escalation> escalation(Monitor monitor, Level level, Instant moment) {
        String own = monitor.alerts().escalation();
        if (!own.isEmpty()) {
            return Optional.ofNullable(escalations.get(own));
        }
        return judge(monitor, level, moment).stream()
                .filter(one -> one.counts() && !one.route().escalation().isEmpty())
                .findFirst()
                .flatMap(one -> Optional.ofNullable(escalations.get(one.route().escalation())));
    }
}
