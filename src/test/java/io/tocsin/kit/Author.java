package io.tocsin.kit;

import io.tocsin.code.PluginSettings;
import io.tocsin.config.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who writes plugins and tries them. */
final class Author {

    final List<String> report = new ArrayList<>();
    private final Path directory;
    private Optional<URI> repository = Optional.empty();

    Author(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        Files.createDirectories(directory.resolve("test"));
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Libraries come from there. */
    Author from(URI address) {
        repository = Optional.of(address);
        return this;
    }

    Author write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        return this;
    }

    /** A plugin whose {@code start} has this body. */
    Author plugin(String name, String body) throws IOException {
        return write(name + ".java", """
                import module java.base;
                import io.tocsin.spi.*;

                public class %s implements Plugin {
                    @Override
                    public void start(Bot bot) throws Exception {
                        %s
                    }
                }
                """.formatted(name, body));
    }

    /** Its test, with one method of that name and body, which begins in line 7. */
    Author test(String name, String method, String body) throws IOException {
        return write("test/" + name + "Test.java", """
                import module java.base;
                import io.tocsin.spi.*;
                import io.tocsin.spi.testing.*;

                public class %sTest implements PluginTest {
                    public void %s(TestBot bot) throws Exception {
                        %s
                    }
                }
                """.formatted(name, method, body));
    }

    /** Tests a plugin; answers whether all is well. */
    boolean tries(String name) {
        return tries(name, Map.of());
    }

    boolean tries(String name, Map<String, String> config) {
        report.clear();
        return tries(file(name + ".java"), config);
    }

    boolean tries(Path file, Map<String, String> config) {
        return Trial.of(file, settings(), Config.of(config), line -> report.addAll(line.lines().toList()));
    }

    private PluginSettings settings() {
        return repository
                .map(from -> new PluginSettings(directory, true, from, Optional.of(directory.resolve(".cache"))))
                .orElseGet(() -> new PluginSettings(directory, true).keptIn(directory.resolve(".cache")));
    }

    String said() {
        return String.join("\n", report);
    }
}
