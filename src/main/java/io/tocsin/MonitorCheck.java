package io.tocsin;

import io.tocsin.config.Problem;
import io.tocsin.incident.Dependencies;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.Names;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Finds what is wrong with monitors that are only written yet, with each of them and between them. */
final class MonitorCheck {

    private final MonitorBuilder builder;
    private final Names names = new Names();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private final Map<Origin, List<Written>> all = new EnumMap<>(Origin.class);

    MonitorCheck(MonitorBuilder builder) {
        this.builder = builder;
    }

    MonitorCheck look(Origin origin, List<Written> monitors) {
        Set<Problem> before = new HashSet<>(cycles());
        monitors.forEach(written -> look(origin, written));
        all.computeIfAbsent(origin, _ -> new ArrayList<>()).addAll(monitors);
        cycles().stream().filter(cycle -> !before.contains(cycle)).forEach(problems::add);
        return this;
    }

    private void look(Origin origin, Written written) {
        names.take(written.draft().name(), origin).ifPresent(fault -> problems.add(written.problem(origin, fault)));
        builder.unjudged(origin, written).ifPresent(notes::add);
        try {
            builder.build("", origin, written, false, 1).probe().ifPresent(Probe::close);
        } catch (Refusal refusal) {
            problems.addAll(builder.problems(origin, written, refusal));
        }
    }

    private Dependencies dependencies() {
        return new Dependencies(all.values().stream().flatMap(List::stream).map(Written::draft).toList());
    }

    private List<Problem> cycles() {
        Dependencies dependencies = dependencies();
        return by(dependencies::cycles);
    }

    /** Parents that are not written anywhere; they may have been added in chat. */
    List<Problem> unknownParents() {
        Dependencies dependencies = dependencies();
        return by(dependencies::unknown);
    }

    private List<Problem> by(BiFunction<Origin, List<Written>, List<Problem>> look) {
        List<Problem> found = new ArrayList<>();
        all.forEach((origin, written) -> found.addAll(look.apply(origin, written)));
        return found;
    }

    List<Problem> problems() {
        return problems;
    }

    /** What is kept though nothing can check it. */
    List<Problem> notes() {
        return notes;
    }
}
