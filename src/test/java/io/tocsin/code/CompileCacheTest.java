package io.tocsin.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompileCacheTest {

    @TempDir
    private Path temporary;

    private Path plugins;
    private Path cache;

    @BeforeEach
    void makeDirectory() throws IOException {
        plugins = Files.createDirectory(temporary.resolve("plugins"));
        cache = temporary.resolve("cache");
    }

    @Test
    void whatWasCompiledIsTakenFromTheCache() throws Exception {
        write("One", "1");
        assertThat(stop(read())).isEqualTo("1");
        Path kept = kept().getFirst();
        byte[] one = Files.readAllBytes(kept);
        swapInto(kept, "2");
        assertThat(Files.readAllBytes(kept)).isNotEqualTo(one);

        assertThat(stop(read())).as("what the cache holds, not what the file says").isEqualTo("2");
    }

    /** Another source of the same name compiles to what then stands under the first one's hash. */
    private void swapInto(Path kept, String other) throws IOException {
        write("One", other);
        read();
        Path fresh = kept().stream().filter(file -> !file.equals(kept)).findFirst().orElseThrow();
        Files.move(fresh, kept);
        write("One", "1");
    }

    @Test
    void aChangedSourceIsCompiledAndTheStaleOutputDeleted() throws Exception {
        write("One", "1");
        read();
        List<Path> before = kept();
        write("One", "2");

        assertThat(stop(read())).isEqualTo("2");
        assertThat(kept()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void damagedOutputIsMadeAgain() throws Exception {
        write("One", "1");
        read();
        Path file = kept().getFirst();
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        for (byte[] damaged : List.of(new byte[0], "x".getBytes(), flipped, java.util.Arrays.copyOf(whole, 100))) {
            Files.write(file, damaged);

            assertThat(stop(read())).isEqualTo("1");
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws Exception {
        Files.writeString(cache, "a file");
        write("One", "1");

        assertThat(stop(read())).isEqualTo("1");
    }

    @Test
    void twoHundredPluginsLoadInAFewSeconds() throws Exception {
        for (int i = 0; i < 200; i++) {
            write("Plugin" + i, String.valueOf(i));
        }
        assertThat(read().codes()).hasSize(200);

        long begun = System.nanoTime();
        PluginDirectory.Found again = read();

        assertThat(again.codes()).hasSize(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private void write(String name, String number) throws IOException {
        Files.writeString(plugins.resolve(name + ".java"), """
                public class %s implements io.tocsin.spi.Plugin {
                    public void stop() { throw new IllegalStateException("%s"); }
                }
                """.formatted(name, number));
    }

    private PluginDirectory.Found read() {
        PluginDirectory.Found found = PluginDirectory.read(new PluginSettings(plugins, true).keptIn(cache));
        assertThat(found.problems()).isEmpty();
        return found;
    }

    private static String stop(PluginDirectory.Found found) throws Exception {
        Code code = found.codes().getFirst();
        Plugin plugin = (Plugin) code.loader().loadClass("One").getConstructor().newInstance();
        try {
            plugin.stop();
            return "";
        } catch (IllegalStateException thrown) {
            return String.valueOf(thrown.getMessage());
        }
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".woven")).toList();
        }
    }
}
