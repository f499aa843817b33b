package io.tocsin.plugin;

import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in to one plugin, whichever version of it is in. While one version takes the place of another, what comes for
 * the plugin waits here, up to a bound, and then goes to the one that is in.
 */
final class Gate {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);
    private static final int MOST_WAITING = 1_000;

    private final String plugin;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final IdentityHashMap<Offer, Integer> inside = new IdentityHashMap<>();
    private final Map<Object, Runnable> posted = new LinkedHashMap<>();
    private Optional<Offer> current = Optional.empty();
    private boolean shut;
    private int blocked;
    private int versions;

    Gate(String plugin) {
        this(plugin, MOST_WAITING);
    }

    Gate(String plugin, int most) {
        this.plugin = plugin;
        this.most = most;
    }

    int nextVersion() {
        lock.lock();
        try {
            return ++versions;
        } finally {
            lock.unlock();
        }
    }

    /** From now on everything waits. */
    void shut() {
        lock.lock();
        try {
            shut = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets everything go to a version; to none, where the plugin is gone. */
    void open(Optional<Offer> version) {
        List<Runnable> waiting;
        lock.lock();
        try {
            current = version;
            shut = false;
            waiting = new ArrayList<>(posted.values());
            posted.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        waiting.forEach(Runnable::run);
    }

    /** The version that is in. */
    Optional<Offer> current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Calls a version and waits for it.
     *
     * @param direct the call to that version
     * @param otherwise done in its place where another version is in by then
     * @throws Refusal if too much waits already
     */
    <T> T call(Offer version, Callable<T> direct, Callable<T> otherwise) throws Exception {
        if (!enter(version)) {
            return otherwise.call();
        }
        try {
            return direct.call();
        } finally {
            leave(version);
        }
    }

    private boolean enter(Offer version) throws InterruptedException {
        lock.lock();
        try {
            if (shut && waiting() >= most) {
                throw Refusal.of("plugin.busy", plugin);
            }
            blocked++;
            try {
                while (shut) {
                    changed.await();
                }
            } finally {
                blocked--;
            }
            return entered(version);
        } finally {
            lock.unlock();
        }
    }

    private boolean entered(Offer version) {
        if (current.filter(in -> in == version).isEmpty()) {
            return false;
        }
        inside.merge(version, 1, Integer::sum);
        return true;
    }

    /**
     * The same for what nobody waits for; returns at once.
     *
     * @param key what waits under one key waits once
     */
    void post(Offer version, Object key, Runnable direct, Runnable otherwise) {
        boolean own;
        lock.lock();
        try {
            if (shut) {
                keep(key, () -> post(version, key, direct, otherwise));
                return;
            }
            own = entered(version);
        } finally {
            lock.unlock();
        }
        if (!own) {
            otherwise.run();
            return;
        }
        try {
            direct.run();
        } finally {
            leave(version);
        }
    }

    private void keep(Object key, Runnable work) {
        if (waiting() >= most && !posted.containsKey(key)) {
            log.warn("plugin {}: {} events wait for its new version, one more is left out", plugin, most);
        } else {
            posted.putIfAbsent(key, work);
        }
    }

    /** How much waits. */
    int waiting() {
        lock.lock();
        try {
            return posted.size() + blocked;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Offer version) {
        lock.lock();
        try {
            if (inside.merge(version, -1, Integer::sum) == 0) {
                inside.remove(version);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody is inside a version; answers whether that is so. */
    boolean awaitEmpty(Offer version, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (inside.containsKey(version)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
