package io.tocsin.monitor;

import io.tocsin.condition.Outcome;
import io.tocsin.config.Secrets;
import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.Optional;

/**
 * What a monitor's conditions make of one check.
 *
 * @param outcomes what came of each condition; none if the check itself failed
 * @param failure why the check failed before its conditions could be judged
 */
public record Verdict(Level level, List<Outcome> outcomes, Optional<Phrase> failure) {

    public Verdict {
        outcomes = List.copyOf(outcomes);
    }

    /** Down because the check itself failed. */
    public static Verdict failed(Phrase reason) {
        return new Verdict(Level.DOWN, List.of(), Optional.of(reason));
    }

    static Verdict of(List<Outcome> outcomes) {
        Level level = Level.UP;
        for (Outcome outcome : outcomes) {
            if (!outcome.passed()) {
                level = outcome.warning() ? worse(level) : Level.DOWN;
            }
        }
        return new Verdict(level, outcomes, Optional.empty());
    }

    private static Level worse(Level level) {
        return level == Level.DOWN ? Level.DOWN : Level.DEGRADED;
    }

    Verdict redacted(Secrets secrets) {
        return failures().isEmpty() && failure.isEmpty()
                ? this
                : new Verdict(level, outcomes.stream().map(outcome -> redacted(outcome, secrets)).toList(),
                        failure.map(secrets::redact));
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
