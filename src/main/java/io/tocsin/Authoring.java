package io.tocsin;

import io.tocsin.code.PluginSettings;
import io.tocsin.config.Config;
import io.tocsin.config.Keys;
import io.tocsin.config.Options;
import io.tocsin.kit.Scaffold;
import io.tocsin.kit.Trial;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** What the program does for authors of plugins, without being a bot. */
final class Authoring {

    private static final Catalogue WORDS = Language.ofMachine().words();

    private final Config config;
    private final PrintStream out;
    private final PrintStream err;

    Authoring(Config config, PrintStream out, PrintStream err) {
        this.config = config;
        this.out = out;
        this.err = err;
    }

    /** Writes a plugin, tests one, or both. */
    int run(Options options) {
        PluginSettings settings = PluginSettings.from(new Keys(config)).keptIn(cache());
        if (options.newPlugin().isPresent()) {
            Path directory = settings.directory();
            try {
                out.println(Scaffold.write(directory, options.newPlugin().get()));
            } catch (IOException failed) {
                err.println(WORDS.say("kit.not-written", directory.toString(), failed.toString()));
                return 1;
            }
        }
        return options.testPlugin()
                .map(file -> Trial.of(file, settings, config, out::println) ? 0 : 1)
                .orElse(0);
    }

    /** Libraries that were fetched once; not in the data directory, which may be a running bot's. */
    private static Path cache() {
        return Path.of(System.getProperty("user.home", "."), ".cache", "tocsin");
    }
}
