package io.tocsin.source;

import java.time.Duration;

/** Writes lengths of time as {@link io.tocsin.spi.Durations} reads them. */
final class DurationText {

    private DurationText() {}

    static String write(Duration duration) {
        long nanos = duration.toNanosPart();
        StringBuilder text = new StringBuilder();
        part(text, duration.toHours(), "h");
        part(text, duration.toMinutesPart(), "m");
        part(text, duration.toSecondsPart(), "s");
        part(text, nanos / 1_000_000, "ms");
        part(text, nanos % 1_000_000, "ns");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void part(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }
}
