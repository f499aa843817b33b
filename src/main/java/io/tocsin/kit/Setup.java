package io.tocsin.kit;

import io.tocsin.config.Config;
import io.tocsin.config.Entry;
import io.tocsin.config.Place;
import io.tocsin.spi.Role;
import io.tocsin.spi.Watched;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test says of the bot around its plugin, and the commands that the plugin has run there. */
final class Setup {

    private final String plugin;
    private final LinkedHashMap<String, Entry> entries;
    private final Map<String, Entry> variables;
    private final Map<String, Role> roles = new HashMap<>();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final List<String> audited = new CopyOnWriteArrayList<>();
    private volatile List<Watched> watched = List.of();

    /**
     * @param plugin its name
     * @param config what is configured already
     */
    Setup(String plugin, Config config) {
        this.plugin = plugin;
        this.entries = new LinkedHashMap<>(config.entries());
        this.variables = config.variables();
    }

    void configure(String key, String value) {
        String whole = "plugin." + plugin.toLowerCase(Locale.ROOT) + "." + key;
        entries.put(whole, new Entry(whole, value, Place.NOWHERE));
    }

    Config config() {
        return new Config(entries, variables, List.of());
    }

    Map<String, Role> roles() {
        return roles;
    }

    List<Watched> watched() {
        return watched;
    }

    void watched(List<Watched> monitors) {
        watched = List.copyOf(monitors);
    }

    void ran(String line) {
        ran.add(line);
    }

    void audited(String entry) {
        audited.add(entry);
    }

    List<String> audited() {
        return List.copyOf(audited);
    }

    List<String> ran() {
        return List.copyOf(ran);
    }
}
