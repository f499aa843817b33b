package io.tocsin.code;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where plugins are.
 *
 * @param directory of source files and directories of jars
 * @param named whether somebody named it, so that it must exist
 * @param repository where {@code //DEPS} come from
 * @param cache keeps what was compiled and downloaded; without one nothing is kept, and nothing can be downloaded
 */
public record PluginSettings(Path directory, boolean named, URI repository, Optional<Path> cache) {

    private static final String DIRECTORY = "plugins.dir";
    private static final String REPOSITORY = "plugins.repository";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#@\\s]+(?:/[^?#\\s]*)?");
    private static final URI CENTRAL = URI.create("https://repo1.maven.org/maven2/");

    public PluginSettings(Path directory, boolean named) {
        this(directory, named, CENTRAL, Optional.empty());
    }

    /** The keys of each plugin are its own matter, which is known once it has started. */
    public static PluginSettings from(Keys keys) {
        var _ = keys.entries("plugin.");
        return new PluginSettings(
                Path.of(keys.text(DIRECTORY, "plugins")), keys.isSet(DIRECTORY), repository(keys), Optional.empty());
    }

    private static URI repository(Keys keys) {
        String address = keys.text(REPOSITORY, CENTRAL.toString());
        if (ADDRESS.matcher(address).matches()) {
            try {
                return new URI(address);
            } catch (URISyntaxException strange) {
                keys.problem(REPOSITORY, Phrase.of("plugin.repository"));
            }
        } else {
            keys.problem(REPOSITORY, Phrase.of("plugin.repository"));
        }
        return CENTRAL;
    }

    /** The same with a place for what need not be made twice. */
    public PluginSettings keptIn(Path place) {
        return new PluginSettings(directory, named, repository, Optional.of(place));
    }
}
