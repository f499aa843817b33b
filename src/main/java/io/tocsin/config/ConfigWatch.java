package io.tocsin.config;

import io.tocsin.config.WatchedFile.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells when the configuration's file has changed. To be polled every few seconds, by one thread. */
public final class ConfigWatch {

    private final Path file;
    private final Map<String, String> environment;
    private final WatchedFile watched;

    /** Watches from now on: the file as it is now counts as known. */
    public ConfigWatch(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.watched = new WatchedFile(file, ConfigFile.MOST_BYTES);
        watched.skip();
    }

    /**
     * The configuration, when the file has become another one; with its problems, as at a start. A file that is gone is a
     * problem too: nobody deletes it to have a bot without configuration.
     */
    public Optional<Config> poll() {
        return switch (watched.look()) {
            case Look.Same same -> Optional.empty();
            case Look.Changed changed -> Optional.of(ConfigFile.parse(file.toString(), changed.bytes(), environment));
            case Look.Unreadable gone -> {
                Problem problem = new Problem("", "", Place.file(file.toString()), gone.why());
                yield Optional.of(Config.of(List.of(), environment, List.of(problem)));
            }
        };
    }
}
