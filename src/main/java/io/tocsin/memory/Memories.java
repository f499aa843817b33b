package io.tocsin.memory;

import io.tocsin.db.Database;
import io.tocsin.spi.Store;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The memories of all plugins, each under its name. */
public final class Memories {

    private final Database database;
    private final Map<String, PluginStore> stores = new ConcurrentHashMap<>();

    public Memories(Database database) {
        this.database = database;
        database.onReplaced(tx -> stores.values().forEach(store -> store.rewrite(tx)));
    }

    /** The memory of one plugin; names are told apart without regard to case. */
    public Store of(String plugin) {
        return stores.computeIfAbsent(plugin.toLowerCase(Locale.ROOT), name -> new PluginStore(database, name));
    }
}
