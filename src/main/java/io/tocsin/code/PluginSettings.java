package io.tocsin.code;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where plugins are.
 *
 * @param directory of source files and directories of jars
 * @param named whether somebody named it, so that it must exist
 * @param repository where {@code //DEPS} come from
 * @param wanted the plugins that are to be in though their source says {@code //OFF}, in small letters
 * @param cache keeps what was compiled and downloaded; without one nothing is kept, and nothing can be downloaded
 */
public record PluginSettings(
        Path directory, boolean named, URI repository, Set<String> wanted, Optional<Path> cache) {

    private static final String KEYS = "plugin.";
    private static final String DIRECTORY = "plugins.dir";
    private static final String WANTED = "plugins.on";
    private static final String REPOSITORY = "plugins.repository";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#@\\s]+(?:/[^?#\\s]*)?");
    private static final URI CENTRAL = URI.create("https://repo1.maven.org/maven2/");
    /** What somebody wants from a place of their own must come from nowhere else, whatever is wrong with the place. */
    private static final URI NOWHERE = URI.create("https://repository.invalid/");

    public PluginSettings {
        wanted = Set.copyOf(wanted);
    }

    public PluginSettings(Path directory, boolean named) {
        this(directory, named, CENTRAL, Optional.empty());
    }

    public PluginSettings(Path directory, boolean named, URI repository, Optional<Path> cache) {
        this(directory, named, repository, Set.of(), cache);
    }

    /** The keys of each plugin are its own matter, which is known once it has started; to have any is to be wanted. */
    public static PluginSettings from(Keys keys) {
        Stream<String> configured = keys.entries(KEYS).stream()
                .map(entry -> entry.key().substring(KEYS.length()).replaceFirst("\\..*", ""));
        Set<String> wanted = Stream.concat(configured, keys.list(WANTED, "").stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new PluginSettings(
                Path.of(keys.text(DIRECTORY, "plugins")), keys.isSet(DIRECTORY), repository(keys), wanted,
                Optional.empty());
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
        return NOWHERE;
    }

    /** The same with a place for what need not be made twice. */
    public PluginSettings keptIn(Path place) {
        return new PluginSettings(directory, named, repository, wanted, Optional.of(place));
    }

    /** The same with some plugins more that are wanted. */
    public PluginSettings wanting(Collection<String> plugins) {
        Set<String> all = new TreeSet<>(wanted);
        plugins.forEach(plugin -> all.add(plugin.toLowerCase(Locale.ROOT)));
        return new PluginSettings(directory, named, repository, all, cache);
    }

    boolean wants(String plugin) {
        return wanted.contains(plugin.toLowerCase(Locale.ROOT));
    }
}
