package io.tocsin.incident;

import io.tocsin.config.Nearest;
import io.tocsin.config.Problem;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.monitor.Written.Fault;
import io.tocsin.spi.Phrase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Which monitor depends on which, by their names, whatever the case of these. Immutable. */
public final class Dependencies {

    private static final String WORD = "depends";

    private final Map<String, Draft> drafts = new HashMap<>();
    private final Set<String> suspects;

    /** Of monitors whose names differ; of those that do not the last counts. */
    public Dependencies(Collection<Draft> all) {
        all.forEach(draft -> drafts.put(key(draft.name()), draft));
        this.suspects = suspects();
    }

    /** Those that are left when whoever depends on none that is left is taken away: cycles, and what depends on them. */
    private Set<String> suspects() {
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> children = new HashMap<>();
        Queue<String> free = new ArrayDeque<>();
        drafts.forEach((name, draft) -> {
            Set<String> parents = parents(name);
            parents.forEach(parent -> children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(name));
            open.put(name, parents.size());
            if (parents.isEmpty()) {
                free.add(name);
            }
        });
        Set<String> left = new HashSet<>(drafts.keySet());
        for (String next = free.poll(); next != null; next = free.poll()) {
            left.remove(next);
            for (String child : children.getOrDefault(next, List.of())) {
                if (open.merge(child, -1, Integer::sum) == 0) {
                    free.add(child);
                }
            }
        }
        return left;
    }

    /** The parents that are there. */
    private Set<String> parents(String name) {
        Set<String> known = new HashSet<>();
        Optional.ofNullable(drafts.get(name)).map(Draft::parents).orElse(List.of())
                .forEach(parent -> known.add(key(parent)));
        known.retainAll(drafts.keySet());
        return known;
    }

    /** Why a monitor cannot depend on what it depends on: it would depend on itself. */
    public Optional<Phrase> cycle(String name) {
        return way(key(name)).map(way -> Phrase.of("incident.cycle", name, String.join(" -> ", way)));
    }

    /** Who of these would depend on itself. */
    public List<Problem> cycles(Origin origin, Collection<Written> written) {
        List<Problem> problems = new ArrayList<>();
        for (Written one : written) {
            cycle(one.draft().name()).ifPresent(why -> problems.add(one.problem(origin, Fault.of(WORD, why))));
        }
        return problems;
    }

    /** What these name as a parent and is not there. */
    public List<Problem> unknown(Origin origin, Collection<Written> written) {
        List<Problem> problems = new ArrayList<>();
        for (Written one : written) {
            List<String> parents = one.draft().parents();
            boolean apart = one.spots().getOrDefault(WORD, List.of()).size() == parents.size();
            for (int i = 0; i < parents.size(); i++) {
                if (find(parents.get(i)).isEmpty()) {
                    problems.add(one.problem(origin, new Fault(WORD, apart ? i : 0, unknown(parents.get(i)))));
                }
            }
        }
        return problems;
    }

    /** The shortest way from a monitor by its parents back to itself. */
    private Optional<List<String>> way(String start) {
        if (!suspects.contains(start)) {
            return Optional.empty();
        }
        Map<String, String> reachedFrom = new HashMap<>();
        Queue<String> next = new ArrayDeque<>(List.of(start));
        for (String child = next.poll(); child != null; child = next.poll()) {
            for (String parent : parents(child)) {
                if (parent.equals(start)) {
                    return Optional.of(back(start, child, reachedFrom));
                }
                if (reachedFrom.putIfAbsent(parent, child) == null) {
                    next.add(parent);
                }
            }
        }
        return Optional.empty();
    }

    private List<String> back(String start, String last, Map<String, String> reachedFrom) {
        List<String> way = new ArrayList<>(List.of(name(start)));
        for (String at = last; !at.equals(start); at = reachedFrom.getOrDefault(at, start)) {
            way.addFirst(name(at));
        }
        way.addFirst(name(start));
        return way;
    }

    /** The name as it is written. */
    private String name(String key) {
        return Optional.ofNullable(drafts.get(key)).map(Draft::name).orElse(key);
    }

    /** The name of a monitor as it is written where it is defined; empty if there is none of that name. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(drafts.get(key(name))).map(Draft::name);
    }

    /** That there is no such monitor, with the nearest that is there. */
    public Phrase unknown(String parent) {
        return Nearest.to(parent, drafts.values().stream().map(Draft::name).toList())
                .map(near -> Phrase.of("incident.no-parent-near", parent, near))
                .orElseGet(() -> Phrase.of("incident.no-parent", parent));
    }

    /** Those that name a monitor as one on which they depend. */
    public List<Draft> children(String name) {
        return drafts.values().stream()
                .filter(draft -> draft.parents().stream().anyMatch(name::equalsIgnoreCase))
                .toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
