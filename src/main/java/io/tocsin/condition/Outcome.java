package io.tocsin.condition;

import io.tocsin.spi.Phrase;
import java.util.Optional;

/**
 * What came of one condition.
 *
 * @param shown the condition as written; where it failed, with the values seen: {@code [STATUS] (503) == 200}
 * @param why why it could not be judged, and so failed
 */
public record Outcome(Condition condition, boolean passed, String shown, Optional<Phrase> why) {

    /** Whether its failure is a warning only. */
    public boolean warning() {
        return condition.warning();
    }
}
