package io.tocsin.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.text.Catalogue;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PluginSettingsTest {

    @Test
    void defaults() {
        assertThat(PluginSettings.from(Keys.of(Map.of()))).isEqualTo(new PluginSettings(Path.of("plugins"), false));
    }

    @Test
    void everyKey() {
        Keys keys = Keys.of(Map.of("plugins.dir", "/srv/tocsin", "plugins.repository", "http://nexus.example.com/m2"));

        assertThat(PluginSettings.from(keys).keptIn(Path.of("/var/cache"))).isEqualTo(new PluginSettings(
                Path.of("/srv/tocsin"), true, URI.create("http://nexus.example.com/m2"),
                Optional.of(Path.of("/var/cache"))));
        assertThat(keys.finish().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc", "https://ana:secret@nexus.example.com/", "nexus", "https://x.y/m2?a=b"})
    void whatIsNoRepositoryIsRefusedWithoutRepeatingIt(String address) {
        Keys keys = Keys.of(Map.of("plugins.repository", address));

        assertThat(PluginSettings.from(keys).repository()).isEqualTo(URI.create("https://repository.invalid/"));
        assertThat(keys.finish().all()).singleElement().satisfies(problem -> assertThat(
                Catalogue.english().say(problem.phrase()))
                .contains("A repository of libraries is an address such as https://repo1.maven.org/maven2/")
                .doesNotContain("secret"));
    }
}
