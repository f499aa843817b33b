package io.tocsin.config;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Time zones as people write them. */
public final class Zones {

    private Zones() {}

    /** @throws Refusal if there is no such zone */
    public static ZoneId parse(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException noZone) {
            throw new Refusal(unknown(text));
        }
    }

    private static Phrase unknown(String text) {
        return ofCity(text.strip())
                .or(() -> Nearest.to(text, ZoneId.getAvailableZoneIds()))
                .map(zone -> Phrase.of("config.zone.nearest", text, zone))
                .orElse(Phrase.of("config.zone", text));
    }

    private static Optional<String> ofCity(String text) {
        String end = "/" + text.toLowerCase(Locale.ROOT).replace(' ', '_');
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith(end))
                .min(Comparator.naturalOrder());
    }
}
