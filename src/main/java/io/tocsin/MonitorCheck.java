package io.tocsin;

import io.tocsin.config.Problem;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.monitor.Names;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Finds what is wrong with monitors that are only written yet, with each of them and between them. */
final class MonitorCheck {

    private final MonitorBuilder builder;
    private final Names names = new Names();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    MonitorCheck(MonitorBuilder builder) {
        this.builder = builder;
    }

    MonitorCheck look(Origin origin, List<Written> monitors) {
        monitors.forEach(written -> look(origin, written));
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

    List<Problem> problems() {
        return problems;
    }

    /** What is kept though nothing can check it. */
    List<Problem> notes() {
        return notes;
    }
}
