package io.tocsin.monitor;

import io.tocsin.condition.Condition;
import io.tocsin.condition.Observation;
import io.tocsin.condition.Outcome;
import io.tocsin.spi.Result;
import java.util.ArrayList;
import java.util.List;

/** The conditions of one monitor: all must hold. Equal if their texts are. */
public final class Conditions {

    private final List<Condition> all;
    private final Verdict allHeld;
    private final boolean askConnected;

    /** Judged together. Without any, every check that did not fail is good. */
    public Conditions(List<Condition> all) {
        this.all = List.copyOf(all);
        this.askConnected = all.stream().anyMatch(Condition::asksConnected);
        this.allHeld = Verdict.of(all.stream().map(Condition::held).toList());
    }

    /**
     * Reads each.
     *
     * @throws io.tocsin.spi.Refusal at the first that is none
     */
    public static Conditions parse(List<String> texts) {
        return new Conditions(texts.stream().map(Condition::parse).toList());
    }

    public List<Condition> all() {
        return all;
    }

    /** A check that failed is down, unless just that is asked for, as by {@code [CONNECTED] == false}. */
    public Verdict judge(Result result) {
        if (!result.sights().isEmpty()) {
            return Places.judge(result, this::judge);
        }
        if (result.failure().isEmpty()) {
            Verdict judged = judge(Observation.of(result));
            return result.findings().isEmpty() ? judged : judged.with(result.findings());
        }
        if (result.unjudged()) {
            return Verdict.unjudged(result.failure().get());
        }
        Verdict failed = Verdict.failed(result.failure().get());
        if (!result.unreachable() || !askConnected) {
            return failed;
        }
        Verdict judged = judge(Observation.of(result));
        return judged.level() == Level.UP ? judged : failed;
    }

    public Verdict judge(Observation seen) {
        for (int i = 0; i < all.size(); i++) {
            Outcome outcome = all.get(i).evaluate(seen);
            if (!outcome.passed()) {
                return judgeFrom(i, outcome, seen);
            }
        }
        return allHeld;
    }

    private Verdict judgeFrom(int failed, Outcome first, Observation seen) {
        List<Outcome> outcomes = new ArrayList<>(all.size());
        all.subList(0, failed).forEach(condition -> outcomes.add(condition.held()));
        outcomes.add(first);
        all.subList(failed + 1, all.size()).forEach(condition -> outcomes.add(condition.evaluate(seen)));
        return Verdict.of(outcomes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Conditions conditions && conditions.all.equals(all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
