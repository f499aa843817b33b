package io.tocsin.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomSettingsTest {

    @Test
    void defaults() {
        Keys keys = Keys.of(Map.of());

        assertThat(RoomSettings.from(keys))
                .isEqualTo(new RoomSettings(Duration.ofSeconds(30), Map.of(), Map.of(), Map.of(), Map.of()));
        assertThat(keys.finish().isEmpty()).isTrue();
    }

    @Test
    void everyKeyIsRead() {
        Keys keys = Keys.of(Map.of(
                "rooms.timeout", "5s", "room.ops", "slack:#ops", "room.ops.zone", "Europe/Berlin", "room.ops.mention",
                "here",
                "room.ops.language", "zh-tw", "room.hook", "webhook:team"));

        assertThat(RoomSettings.from(keys)).isEqualTo(new RoomSettings(
                Duration.ofSeconds(5),
                Map.of("ops", new Address("slack", "#ops"), "hook", new Address("webhook", "team")),
                Map.of("ops", ZoneId.of("Europe/Berlin")),
                Map.of("ops", "here"),
                Map.of("ops", Language.TRADITIONAL_CHINESE)));
        assertThat(keys.finish().isEmpty()).isTrue();
    }

    @Test
    void whatIsNoRoomOrZoneIsSaid() {
        Keys keys = Keys.of(Map.of("room.ops", "#ops", "room.ops.zone", "Berlin"));
        RoomSettings.from(keys);

        assertThat(keys.finish().lines().stream().map(Catalogue.english()::say)).containsExactlyInAnyOrder(
                "room.ops=#ops: \"#ops\" is not the address of a room; write its kind and place, such as slack:#ops or webhook:team",
                "room.ops.zone=Berlin: \"Berlin\" is no time zone; did you mean Europe/Berlin?");
    }
}
