package io.tocsin.monitor;

import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phrase;

/** What a body says is for operators: others see which condition failed, not the value. */
public final class Discretion {

    private Discretion() {}

    /** A condition without what a body says. */
    public static String condition(ConditionLine line) {
        int value = line.text().indexOf(" (");
        return line.passed() || value < 0 || !line.text().contains("[BODY]")
                ? line.text()
                : line.text().substring(0, value) + " (...)";
    }

    /** What is wrong, without what a body says. */
    public static Phrase cause(Phrase cause) {
        return switch (cause.key()) {
            case "condition.why.not-json" -> Phrase.of("monitor.not-json");
            case "condition.why.no-amount" -> Phrase.of("monitor.no-amount", cause.values().getFirst());
            default -> cause;
        };
    }
}
