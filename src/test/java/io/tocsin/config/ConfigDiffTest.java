package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigDiffTest {

    @Test
    void keysThatDifferAreNamedByWhatBecameOfThem() {
        ConfigDiff diff = ConfigDiff.between(
                Config.of(Map.of("web.port", "1", "room.ops", "a", "bot.name", "x")),
                Config.of(Map.of("web.port", "2", "room.dev", "a", "bot.name", "x")));

        assertThat(diff.added()).containsExactly("room.dev");
        assertThat(diff.changed()).containsExactly("web.port");
        assertThat(diff.removed()).containsExactly("room.ops");
        assertThat(diff.under(List.of("room.", "monitor."))).containsExactly("room.dev", "room.ops");
        assertThat(diff.outside(List.of("room.", "monitor."))).containsExactly("web.port");
    }

    @Test
    void equalConfigurationsDoNotDiffer() {
        Config config = Config.of(Map.of("web.port", "1"));

        assertThat(ConfigDiff.between(config, config).isEmpty()).isTrue();
    }
}
