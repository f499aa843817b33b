package io.tocsin.upkeep;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which plugins are switched off, and by whom, and which were asked for; kept across restarts. */
public final class Switches {

    private static final String PREFIX = "plugin.off.";
    private static final String WANTED = "plugin.on.";
    private static final String FAILURES = "failures";
    private static final String PERSON = "person";

    private final Database database;
    private final Map<String, String> off = new ConcurrentHashMap<>();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    public Switches(Database database) {
        this.database = database;
        entries(PREFIX).forEach(entry -> off.put(entry.getKey(), entry.getValue()));
        entries(WANTED).forEach(entry -> wanted.add(entry.getKey()));
        database.onReplaced(tx -> {
            off.forEach((name, why) -> write(tx, PREFIX + name, why));
            wanted.forEach(name -> write(tx, WANTED + name, PERSON));
        });
    }

    private List<Map.Entry<String, String>> entries(String prefix) {
        return database.read(tx -> tx.query(
                "select key, value from meta where key like ?",
                row -> Map.entry(row.text("key").substring(prefix.length()), row.text("value")), prefix + "%"));
    }

    /** The plugins that somebody has switched on, in small letters. */
    Set<String> wanted() {
        return Set.copyOf(wanted);
    }

    public boolean isOff(String plugin) {
        return off.containsKey(key(plugin));
    }

    /** Whether it was its own failures that switched it off: another version of it gets another chance. */
    boolean isOffByFailures(String plugin) {
        return FAILURES.equals(off.get(key(plugin)));
    }

    void switchOff(String plugin, boolean byFailures) {
        String why = byFailures ? FAILURES : PERSON;
        database.writeAndWait(tx -> {
            write(tx, PREFIX + key(plugin), why);
            delete(tx, WANTED + key(plugin));
        });
        off.put(key(plugin), why);
        wanted.remove(key(plugin));
    }

    void switchOn(String plugin) {
        database.writeAndWait(tx -> {
            delete(tx, PREFIX + key(plugin));
            write(tx, WANTED + key(plugin), PERSON);
        });
        off.remove(key(plugin));
        wanted.add(key(plugin));
    }

    private static void delete(Tx tx, String key) {
        tx.update("delete from meta where key = ?", key);
    }

    private static void write(Tx tx, String key, String why) {
        tx.update(
                "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
                key, why);
    }

    private static String key(String plugin) {
        return plugin.toLowerCase(Locale.ROOT);
    }
}
