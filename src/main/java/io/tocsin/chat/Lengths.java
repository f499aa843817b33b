package io.tocsin.chat;

import io.tocsin.spi.Durations;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lengths of time as people say them in a sentence: what {@link Durations} reads, and {@code 2 hours}. */
final class Lengths {

    private static final Pattern LONG_UNIT = Pattern.compile(
            "(?<![a-z])(s)ec(?:ond)?s?(?![a-z])|(?<![a-z])(m)in(?:ute)?s?(?![a-z])|(?<![a-z])(h)(?:ou)?rs?(?![a-z])"
                    + "|(?<![a-z])(d)ays?(?![a-z])|(?<![a-z])(w)eeks?(?![a-z])");

    private Lengths() {}

    /** Reads a length of time; empty if the text is none. */
    static Optional<Duration> read(String text) {
        String shorter = LONG_UNIT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("$1$2$3$4$5");
        try {
            return Optional.of(Durations.parse(shorter.strip()));
        } catch (Refusal none) {
            return Optional.empty();
        }
    }
}
