package io.tocsin.monitor;

import io.tocsin.condition.Outcome;
import io.tocsin.config.Secrets;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.Optional;

/**
 * What a monitor's conditions make of one check.
 *
 * @param outcomes what came of each condition; none if the check itself failed
 * @param findings what the type itself judged
 * @param failure why the check failed before its conditions could be judged
 * @param places what they make of each location's sight, in their order; none where there is but one
 */
public record Verdict(
        Level level, List<Outcome> outcomes, List<ConditionLine> findings, Optional<Phrase> failure,
        List<Verdict> places) {

    public Verdict {
        outcomes = List.copyOf(outcomes);
        findings = List.copyOf(findings);
        places = List.copyOf(places);
    }

    private Verdict(
            Level level, List<Outcome> outcomes, List<ConditionLine> findings, Optional<Phrase> failure) {
        this(level, outcomes, findings, failure, List.of());
    }

    /** Down because the check itself failed. */
    public static Verdict failed(Phrase reason) {
        return new Verdict(Level.DOWN, List.of(), List.of(), Optional.of(reason));
    }

    /** Neither good nor bad, because the check says nothing of the target. */
    static Verdict unjudged(Phrase reason) {
        return new Verdict(Level.UNKNOWN, List.of(), List.of(), Optional.of(reason));
    }

    static Verdict of(List<Outcome> outcomes) {
        Level level = Level.UP;
        for (Outcome outcome : outcomes) {
            if (!outcome.passed()) {
                level = outcome.warning() ? worse(level) : Level.DOWN;
            }
        }
        return new Verdict(level, outcomes, List.of(), Optional.empty());
    }

    /** The same with what the type itself judged. */
    Verdict with(List<ConditionLine> found) {
        Level worst = level;
        for (ConditionLine line : found) {
            if (!line.passed()) {
                worst = line.warning() ? worse(worst) : Level.DOWN;
            }
        }
        return new Verdict(worst, outcomes, found, failure);
    }

    private static Level worse(Level level) {
        return level == Level.DOWN ? Level.DOWN : Level.DEGRADED;
    }

    Verdict redacted(Secrets secrets) {
        return failures().isEmpty() && failure.isEmpty() && findings.isEmpty()
                ? this
                : new Verdict(level, outcomes.stream().map(outcome -> redacted(outcome, secrets)).toList(),
                        findings.stream().map(line -> redacted(line, secrets)).toList(), failure.map(secrets::redact),
                        places.stream().map(place -> place.redacted(secrets)).toList());
    }

    private static ConditionLine redacted(ConditionLine line, Secrets secrets) {
        return new ConditionLine(line.passed(), line.warning(), secrets.redact(line.text()));
    }

    private static Outcome redacted(Outcome outcome, Secrets secrets) {
        return new Outcome(
                outcome.condition(), outcome.passed(), secrets.redact(outcome.shown()),
                outcome.why().map(secrets::redact));
    }

    /** The conditions that did not hold. */
    public List<Outcome> failures() {
        return outcomes.stream().filter(outcome -> !outcome.passed()).toList();
    }
}
