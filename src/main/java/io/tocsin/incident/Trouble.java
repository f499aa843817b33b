package io.tocsin.incident;

import io.tocsin.monitor.Level;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phrase;
import java.util.List;

/**
 * What the check that led to a transition saw.
 *
 * @param bad whether it was a bad check; the one that ends flapping may be good
 * @param cause what is wrong, in a few words
 * @param conditions the conditions that failed
 */
public record Trouble(Monitor monitor, boolean bad, Phrase cause, List<ConditionLine> conditions) {

    public Trouble {
        conditions = List.copyOf(conditions);
    }

    public Trouble(Monitor monitor, Seen seen) {
        this(monitor, seen.level() != Level.UP, described(monitor, seen.cause()), seen.failedConditions());
    }

    private static Phrase described(Monitor monitor, Phrase cause) {
        String description = monitor.alerts().description();
        return description.isEmpty() ? cause : Phrase.of("incident.described", description, cause);
    }
}
