package io.tocsin.code;

import io.tocsin.config.Keys;
import java.nio.file.Path;

/**
 * Where plugins are.
 *
 * @param directory of source files and directories of jars
 * @param named whether somebody named it, so that it must exist
 */
public record PluginSettings(Path directory, boolean named) {

    private static final String DIRECTORY = "plugins.dir";

    /** The keys of each plugin are its own matter, which is known once it has started. */
    public static PluginSettings from(Keys keys) {
        var _ = keys.entries("plugin.");
        return new PluginSettings(Path.of(keys.text(DIRECTORY, "plugins")), keys.isSet(DIRECTORY));
    }
}
