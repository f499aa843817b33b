package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckSettingsTest {

    @Test
    void defaults() {
        Keys keys = Keys.of(Map.of());

        assertThat(CheckSettings.from(keys)).isEqualTo(new CheckSettings(16_000, 1_000, 500));
        assertThat(keys.finish().isEmpty()).isTrue();
    }

    @Test
    void everyKeyIsRead() {
        Keys keys = Keys.of(Map.of("check.in-flight", "10", "check.per-host", "2", "recheck.per-second", "3"));

        assertThat(CheckSettings.from(keys)).isEqualTo(new CheckSettings(10, 2, 3));
        assertThat(keys.finish().isEmpty()).isTrue();
    }
}
