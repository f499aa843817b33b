package io.tocsin.upkeep;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which plugins are switched off, and by whom; kept across restarts. */
public final class Switches {

    private static final String PREFIX = "plugin.off.";
    private static final String FAILURES = "failures";
    private static final String PERSON = "person";

    private final Database database;
    private final Map<String, String> off = new ConcurrentHashMap<>();

    public Switches(Database database) {
        this.database = database;
        database.read(tx -> tx.query(
                "select key, value from meta where key like ?",
                row -> Map.entry(row.text("key").substring(PREFIX.length()), row.text("value")), PREFIX + "%"))
                .forEach(entry -> off.put(entry.getKey(), entry.getValue()));
        database.onReplaced(tx -> off.forEach((name, why) -> write(tx, name, why)));
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
        database.writeAndWait(tx -> write(tx, key(plugin), why));
        off.put(key(plugin), why);
    }

    void switchOn(String plugin) {
        database.writeAndWait(tx -> tx.update("delete from meta where key = ?", PREFIX + key(plugin)));
        off.remove(key(plugin));
    }

    private static void write(Tx tx, String name, String why) {
        tx.update(
                "insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
                PREFIX + name, why);
    }

    private static String key(String plugin) {
        return plugin.toLowerCase(Locale.ROOT);
    }
}
