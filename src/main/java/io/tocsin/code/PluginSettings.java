package io.tocsin.code;

import io.tocsin.config.Keys;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where plugins are.
 *
 * @param directory of source files and directories of jars
 * @param named whether somebody named it, so that it must exist
 */
public record PluginSettings(Path directory, boolean named) {

    private static final String USUAL = "plugins";

    public static PluginSettings from(Keys keys) {
        Optional<String> named = keys.text("plugins.dir");
        return new PluginSettings(Path.of(named.orElse(USUAL)), named.isPresent());
    }
}
