package io.tocsin.memory;

import io.tocsin.db.Tx;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one plugin remembers, as it is written anew where the database was replaced: all of it, or what there is room for.
 */
final class Copy {

    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final String PUT = "insert into plugin_store (plugin, key, value) values (?, ?, ?)"
            + " on conflict (plugin, key) do update set value = excluded.value";

    private final String plugin;
    private final Map<String, String> entries = new TreeMap<>();
    private int characters;
    private boolean whole = true;

    Copy(String plugin, Map<String, String> entries) {
        this.plugin = plugin;
        entries.forEach(this::put);
    }

    synchronized void put(String key, String value) {
        remove(key);
        if (characters + key.length() + value.length() > MOST_CHARACTERS) {
            whole = false;
            return;
        }
        characters += key.length() + value.length();
        entries.put(key, value);
    }

    synchronized void remove(String key) {
        String before = entries.remove(key);
        if (before != null) {
            characters -= key.length() + before.length();
        }
    }

    synchronized void rewrite(Tx tx) {
        if (whole) {
            tx.update("delete from plugin_store where plugin = ?", plugin);
        }
        entries.forEach((key, value) -> write(tx, plugin, key, value));
    }

    static void write(Tx tx, String plugin, String key, String value) {
        tx.update(PUT, plugin, key, value);
    }
}
