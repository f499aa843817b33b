package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigWatchTest {

    @TempDir
    Path directory;

    @Test
    void aChangedFileIsReadOnceItIsNoLongerBeingWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("bot.properties"), "web.port=1");
        ConfigWatch watch = new ConfigWatch(file, Map.of());
        assertThat(watch.poll()).isEmpty();

        Files.writeString(file, "web.port=2");
        assertThat(watch.poll()).isEmpty();
        assertThat(new Keys(watch.poll().orElseThrow()).number("web.port", 8080, 1, 9)).isEqualTo(2);
        assertThat(watch.poll()).isEmpty();
    }

    @Test
    void aFileMayComeAndGo() throws IOException {
        Path file = directory.resolve("bot.properties");
        ConfigWatch watch = new ConfigWatch(file, Map.of());
        assertThat(watch.poll()).isEmpty();

        Files.writeString(file, "web.port=2");
        watch.poll();
        assertThat(watch.poll().orElseThrow().problems()).isEmpty();

        Files.delete(file);
        watch.poll();
        Optional<Config> gone = watch.poll();
        assertThat(Catalogue.english().say(gone.orElseThrow().problems().getFirst().phrase()))
                .isEqualTo(file + ": there is no such file");
    }
}
