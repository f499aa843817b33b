package io.tocsin.plugin;

import io.tocsin.code.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees plugins off that are no longer in: their calls end within their limit, they are told to stop, and are let go. */
final class Retiring implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Retiring.class);
    private static final int LOOK_MILLIS = 5;

    private final Set<Installed> leaving = ConcurrentHashMap.newKeySet();
    private final Predicate<Code> inUse;

    /** @param inUse whether another plugin of the same code is in */
    Retiring(Predicate<Code> inUse) {
        this.inUse = inUse;
    }

    /** Returns at once. */
    void add(Installed plugin) {
        leaving.add(plugin);
        Thread.ofVirtual().name("plugin-retires-" + plugin.name()).start(() -> retire(plugin));
    }

    private void retire(Installed plugin) {
        try {
            awaitQuiet(plugin, plugin.member().guard().limits().answer());
            plugin.stop();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            log.warn("plugin {} did not stop well: {}", plugin.name(), failed.getMessage());
        } finally {
            letGo(plugin);
        }
    }

    private static void awaitQuiet(Installed plugin, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        boolean empty = plugin.offer().gate().awaitEmpty(plugin.offer(), atMost);
        while (empty && !plugin.member().guard().isQuiet() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void letGo(Installed plugin) {
        plugin.discard();
        leaving.remove(plugin);
        plugin.code().filter(inUse.negate()).ifPresent(Retiring::close);
    }

    /** Lets go of what a plugin was loaded from. */
    static void close(Code code) {
        try {
            code.close();
        } catch (IOException failed) {
            log.warn("{} could not be closed", code.place(), failed);
        }
    }

    /** Waits for nobody any more. */
    @Override
    public void close() {
        leaving.forEach(this::letGo);
    }
}
