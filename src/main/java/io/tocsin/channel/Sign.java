package io.tocsin.channel;

import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Severity;

/** What is seen at a glance where a chat has no colours of its own. */
public final class Sign {

    private Sign() {}

    /** A coloured dot; empty for what is neither good nor bad. */
    public static String of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "\ud83d\udd34";
            case WARNING -> "\ud83d\udfe0";
            case HANDLED -> "\ud83d\udfe1";
            case SILENCED -> "\u26aa";
            case GOOD -> "\ud83d\udfe2";
            case INFO -> "";
        };
    }

    public static String of(ConditionLine line) {
        if (line.passed()) {
            return "\u2705";
        }
        return line.warning() ? "\u26a0\ufe0f" : "\u274c";
    }
}
