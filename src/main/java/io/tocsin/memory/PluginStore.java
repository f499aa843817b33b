package io.tocsin.memory;

import io.tocsin.db.Database;
import io.tocsin.db.Priority;
import io.tocsin.db.Tx;
import io.tocsin.db.Written;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory of one plugin. Changes are made one at a time, so that none is one too many. */
final class PluginStore implements Store {

    private static final Logger log = LoggerFactory.getLogger(PluginStore.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Database database;
    private final String plugin;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile Optional<Copy> copy = Optional.empty();

    PluginStore(Database database, String plugin) {
        this.database = database;
        this.plugin = plugin;
    }

    /** Made when the memory is first used. */
    private Copy copy() {
        changing.lock();
        try {
            Copy made = copy.orElseGet(() -> new Copy(plugin, read()));
            copy = Optional.of(made);
            return made;
        } finally {
            changing.unlock();
        }
    }

    /** Writes all of it into another database. */
    void rewrite(Tx tx) {
        copy.ifPresent(now -> now.rewrite(tx));
    }

    @Override
    public Optional<String> get(String key) {
        copy();
        return database.read(tx -> get(tx, key));
    }

    private Optional<String> get(Tx tx, String key) {
        return tx.first(
                "select value from plugin_store where plugin = ? and key = ?", row -> row.text("value"), plugin, key);
    }

    @Override
    public void put(String key, String value) {
        Bounds.check(key, value);
        changing.lock();
        try {
            boolean full = database.read(tx -> get(tx, key).isEmpty() && count(tx) >= Bounds.ENTRIES);
            if (full) {
                throw Refusal.of("db.memory.full", key, Integer.toString(Bounds.ENTRIES));
            }
            write(tx -> Copy.write(tx, plugin, key, value), now -> now.put(key, value));
        } finally {
            changing.unlock();
        }
    }

    private long count(Tx tx) {
        return tx.query(
                "select count(*) as entries from plugin_store where plugin = ?", row -> row.number("entries"), plugin)
                .getFirst();
    }

    @Override
    public void remove(String key) {
        changing.lock();
        try {
            write(tx -> tx.update("delete from plugin_store where plugin = ? and key = ?", plugin, key),
                    now -> now.remove(key));
        } finally {
            changing.unlock();
        }
    }

    @Override
    public SortedMap<String, String> all() {
        copy();
        return read();
    }

    private SortedMap<String, String> read() {
        SortedMap<String, String> all = new TreeMap<>();
        database.read(tx -> tx.query(
                "select key, value from plugin_store where plugin = ?",
                row -> all.put(row.text("key"), row.text("value")) == null, plugin));
        return all;
    }

    private void write(Tx.Work work, Consumer<Copy> kept) {
        Copy now = copy();
        try {
            Written written = database.write(Priority.CHANGE, work).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            // one that is deferred is done in the end, too
            kept.accept(now);
            if (written == Written.DEFERRED) {
                throw Refusal.of("db.memory.later");
            }
        } catch (TimeoutException | ExecutionException failed) {
            log.warn("plugin {} could not remember something", plugin, failed);
            throw Refusal.of("db.memory.later");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Refusal.of("db.memory.later");
        }
    }
}
