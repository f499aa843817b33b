package io.tocsin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.Behind;
import io.tocsin.incident.Incident;
import io.tocsin.oncall.Rotation;
import io.tocsin.oncall.Turn;
import io.tocsin.spi.Phrase;
import io.tocsin.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void allOfItIsInTheLanguageOfWhoReadsIt() {
        Instant began = NOW.minus(Duration.ofMinutes(5));
        Incident shop = new Incident(
                7, "id", "shop", "https://shop", Incident.State.DOWN, began, began, 3, 3, Phrase.literal("503"),
                List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1, Behind.NONE);
        Rotation rotation = new Rotation(
                "primary", List.of("ana", "ben"), Duration.ofDays(7), LocalDateTime.parse("2026-03-02T09:00"), UTC);
        Turn next = new Turn("ana", NOW.plus(Duration.ofDays(7)), NOW.plus(Duration.ofDays(14)));

        assertThat(new HandOver(rotation, "ana", "ben", Optional.of(next), List.of(shop))
                .words(new Wording.Reader(Language.JAPANESE.words(), UTC, ""), NOW).plain())
                .startsWith("当番交代  primary: ben (前任 ana)")
                .contains("ダウン  shop  #7")
                .doesNotContain("DOWN");
    }
}
