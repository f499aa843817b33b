package io.tocsin.plugin;

import io.tocsin.config.Config;
import io.tocsin.config.Keys;
import io.tocsin.config.Nearest;
import io.tocsin.config.Problem;
import io.tocsin.options.Filled;
import io.tocsin.options.RecordReader;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The part of the configuration that belongs to one plugin. */
final class PluginConfig {

    private static final String ALL = "plugin";

    private final String name;
    private final Facilities facilities;
    private volatile Optional<List<String>> lines = Optional.empty();

    PluginConfig(String plugin, Facilities facilities) {
        this.name = plugin.toLowerCase(Locale.ROOT);
        this.facilities = facilities;
    }

    <R extends Record> R read(Class<R> type) {
        String prefix = ALL + "." + name + ".";
        Keys keys = new Keys(facilities.config().under(prefix));
        Filled<R> filled = new RecordReader(keys, prefix).read(type);
        facilities.secrets().hide(filled.secrets());
        lines = Optional.of(filled.lines());
        List<Problem> problems = keys.finish().all();
        if (!problems.isEmpty() || filled.record().isEmpty()) {
            throw Refusal.of("plugin.config", name, Words.lines(problems.stream().map(Problem::phrase).toList()));
        }
        return filled.record().get();
    }

    /** The values as people may see them; empty if the plugin has not asked for any. */
    Optional<List<String>> lines() {
        return lines;
    }

    /**
     * Keys that nobody has asked for, which may be written wrongly.
     *
     * @param asked the plugins that are in, and whether they have asked for their configuration
     */
    static List<Phrase> unread(Config config, Map<String, Boolean> asked) {
        List<Phrase> notes = new ArrayList<>();
        for (String name : new Keys(config).names(ALL)) {
            String keys = ALL + "." + name + ".*";
            if (!asked.containsKey(name)) {
                notes.add(Nearest.to(name, asked.keySet())
                        .map(near -> Phrase.of("plugin.config-nearest", keys, name, near))
                        .orElse(Phrase.of("plugin.config-nobody", keys, name)));
            } else if (!asked.get(name)) {
                notes.add(Phrase.of("plugin.config-unread", keys, name));
            }
        }
        return notes;
    }
}
