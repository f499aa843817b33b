package io.tocsin.watch;

import io.tocsin.config.Place;
import io.tocsin.config.Problem;
import io.tocsin.incident.Dependencies;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who depends on whom, where definitions change. People are refused what cannot be; a file may name what is not there yet,
 * as that may be added in chat later, and is told so.
 */
final class Parents {

    private Parents() {}

    /**
     * A draft that names its parents as they are written where those are defined.
     *
     * @param before what it is to replace
     * @throws Refusal if a parent is not there, or it would depend on itself
     */
    static Draft settled(Collection<Monitor> watched, Optional<Monitor> before, Draft draft) {
        if (draft.parents().isEmpty() && watched.stream().allMatch(monitor -> monitor.parents().isEmpty())) {
            return draft;
        }
        List<Draft> all = new ArrayList<>();
        watched.stream().filter(other -> before.filter(other::equals).isEmpty()).forEach(other -> all.add(
                before.map(it -> renamed(other.draft(), it.name(), draft.name())).orElse(other.draft())));
        all.add(draft);
        Dependencies dependencies = new Dependencies(all);
        Set<String> parents = new LinkedHashSet<>();
        for (String parent : draft.parents()) {
            boolean kept = before.filter(it -> it.parents().contains(parent)).isPresent();
            Optional<String> found = dependencies.find(parent);
            if (found.isEmpty() && !kept) {
                throw new Refusal(dependencies.unknown(parent));
            }
            parents.add(found.orElse(parent));
        }
        dependencies.cycle(draft.name()).ifPresent(why -> {
            throw new Refusal(why);
        });
        return draft.edit().parents(List.copyOf(parents)).build();
    }

    private static Draft renamed(Draft child, String old, String now) {
        return child.edit().parents(child.parents().stream()
                .map(parent -> parent.equalsIgnoreCase(old) ? now : parent)
                .toList()).build();
    }

    /** The children of a monitor that is renamed; those in files cannot follow. */
    static List<Draft> follow(Collection<Monitor> watched, String old, String now) {
        List<Draft> following = new ArrayList<>();
        for (Monitor child : children(watched, old)) {
            if (child.origin() != Origin.CHAT) {
                throw Refusal.of("watch.parent-in-file", old, child.name());
            }
            following.add(renamed(child.draft(), old, now));
        }
        return following;
    }

    static List<Monitor> children(Collection<Monitor> watched, String parent) {
        return watched.stream()
                .filter(child -> child.parents().stream().anyMatch(parent::equalsIgnoreCase))
                .toList();
    }

    /** A draft without these parents. */
    static Draft without(Draft child, Collection<String> gone) {
        return child.edit().parents(child.parents().stream()
                .filter(parent -> gone.stream().noneMatch(parent::equalsIgnoreCase))
                .toList()).build();
    }

    /** Parents that a file names and are not there, and those that go with its change though others name them. */
    static List<Problem> missing(
            Origin origin, List<Written> written, Collection<Monitor> others, Collection<Monitor> gone,
            Dependencies dependencies) {
        List<Problem> problems = new ArrayList<>(dependencies.unknown(origin, written));
        gone.stream().map(Monitor::name).filter(name -> dependencies.find(name).isEmpty()).forEach(
                name -> children(others, name).forEach(child -> problems.add(new Problem(
                        child.name(), "", Place.NOWHERE, Phrase.of("watch.parent-gone", name)))));
        return problems;
    }
}
