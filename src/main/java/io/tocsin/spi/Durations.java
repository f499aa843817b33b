package io.tocsin.spi;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 30s}, {@code 2.5s}, {@code 100ms}, {@code 1h30m}, {@code 2d}, {@code 1w}. */
public final class Durations {

    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L,
            "w", 604_800_000_000_000L);
    private static final Pattern PART =
            Pattern.compile("\\s*(\\d{1,12}(?:\\.\\d{1,9})?)\\s*(ns|us|ms|s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?"
                    + "|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?)(?![a-z])", Pattern.CASE_INSENSITIVE);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /**
     * Reads a length of time, units from large to small or in any order.
     *
     * @throws Refusal if the text is none, or is longer than 100 years
     */
    public static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        Duration total = Duration.ZERO;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            long unit = nanos(part.group(2).toLowerCase(Locale.ROOT));
            BigDecimal nanos = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit));
            total = total.plusSeconds(nanos.movePointLeft(9).longValue())
                    .plusNanos(nanos.remainder(BigDecimal.valueOf(1_000_000_000L)).longValue());
            end = part.end();
        }
        if (end == 0 || end < text.length() || total.compareTo(LONGEST) > 0) {
            throw Refusal.of("spi.duration", text);
        }
        return total;
    }

    /** Of a unit, be it written out or not. */
    private static long nanos(String unit) {
        return Objects.requireNonNull(NANOS.getOrDefault(unit, NANOS.get(unit.substring(0, 1))));
    }
}
