package io.tocsin.web;

import io.tocsin.spi.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a path. Where several match, the one whose first differing segment is fixed wins. */
final class Router {

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = routes;
    }

    /** What a path leads to. */
    sealed interface Found {

        record Here(Route route, Map<String, String> path) implements Found {}

        record OtherMethod(String allowed) implements Found {}

        record Nothing() implements Found {}
    }

    Found find(String method, String rawPath) {
        List<String> segments = segments(rawPath);
        TreeSet<String> allowed = new TreeSet<>();
        Optional<Found.Here> best = Optional.empty();
        for (Route route : routes) {
            Optional<Map<String, String>> path = match(segments(route.path()), segments);
            if (path.isEmpty()) {
                continue;
            }
            allowed.add(route.method());
            if (serves(route, method) && best.map(before -> isBetter(route, before.route())).orElse(true)) {
                best = Optional.of(new Found.Here(route, path.get()));
            }
        }
        if (best.isPresent()) {
            return best.get();
        }
        return allowed.isEmpty() ? new Found.Nothing() : new Found.OtherMethod(String.join(", ", allowed));
    }

    private static boolean serves(Route route, String method) {
        return route.method().equals(method) || method.equals("HEAD") && route.method().equals("GET");
    }

    private static boolean isBetter(Route one, Route other) {
        List<String> left = segments(one.path());
        List<String> right = segments(other.path());
        for (int i = 0; i < left.size(); i++) {
            if (isName(left.get(i)) != isName(right.get(i))) {
                return isName(right.get(i));
            }
        }
        return false;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            Optional<String> value = Requests.decoded(segments.get(i));
            if (value.isEmpty() || !fits(pattern.get(i), value.get())) {
                return Optional.empty();
            }
            if (isName(pattern.get(i))) {
                values.put(pattern.get(i).substring(1, pattern.get(i).length() - 1), value.get());
            }
        }
        return Optional.of(values);
    }

    private static boolean fits(String pattern, String value) {
        return isName(pattern) ? !value.isEmpty() : pattern.equals(value);
    }
}
