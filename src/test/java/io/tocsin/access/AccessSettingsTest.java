package io.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import io.tocsin.spi.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccessSettingsTest {

    @Test
    void byDefaultAnybodyMayRead() {
        Keys keys = Keys.of(Map.of());

        assertThat(AccessSettings.from(keys)).isEqualTo(new AccessSettings(Role.READ, List.of()));
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void everyKeyCounts() {
        Keys keys = Keys.of(Map.of(
                "role.unknown", "none",
                "role.administer", "slack:U1, discord:2",
                "role.operate.in.ops", "slack:U3",
                "role.read", "slack:U4"));

        assertThat(AccessSettings.from(keys))
                .isEqualTo(new AccessSettings(
                        Role.NONE,
                        List.of(
                                new Grant("slack:U4", "", Role.READ),
                                new Grant("slack:U3", "ops", Role.OPERATE),
                                new Grant("slack:U1", "", Role.ADMINISTER),
                                new Grant("discord:2", "", Role.ADMINISTER))));
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void aNameIsNoPerson() {
        Keys keys = Keys.of(Map.of("role.operate", "ana"));

        assertThat(AccessSettings.from(keys).grants()).isEmpty();
        assertThat(keys.finish().all()).extracting(Problem::key).containsExactly("role.operate");
    }
}
