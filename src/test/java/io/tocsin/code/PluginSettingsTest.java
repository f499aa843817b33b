package io.tocsin.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PluginSettingsTest {

    @Test
    void defaults() {
        assertThat(PluginSettings.from(Keys.of(Map.of()))).isEqualTo(new PluginSettings(Path.of("plugins"), false));
    }

    @Test
    void everyKey() {
        Keys keys = Keys.of(Map.of("plugins.dir", "/srv/tocsin"));

        assertThat(PluginSettings.from(keys)).isEqualTo(new PluginSettings(Path.of("/srv/tocsin"), true));
        assertThat(keys.finish().all()).isEmpty();
    }
}
