package io.tocsin.plugin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** What one version of a plugin offers, as it grows while the plugin starts and runs. */
final class Offer {

    private final ReentrantLock changing = new ReentrantLock();
    private final String plugin;
    private final Origin origin;
    private final Wrapping wrapping;
    private final Extensions extensions;
    private final Gate gate;
    private final int number;
    private final Map<String, Runnable> tasks = new ConcurrentHashMap<>();
    private Contribution offers = Contribution.NOTHING;
    private volatile State state = State.STAGED;

    private enum State {
        /** Nobody sees it yet; another version may be live. */
        STAGED,
        LIVE,
        GONE
    }

    Offer(String plugin, Origin origin, Wrapping wrapping, Extensions extensions, Gate gate) {
        this.plugin = plugin;
        this.origin = origin;
        this.wrapping = wrapping;
        this.extensions = extensions;
        this.gate = gate;
        this.number = gate.nextVersion();
    }

    String plugin() {
        return plugin;
    }

    /** Counts the versions of the plugin since the bot started, from 1. */
    int number() {
        return number;
    }

    Gate gate() {
        return gate;
    }

    /** Puts the plugin's guard around what it offers. */
    Wrapping wrapping() {
        return wrapping;
    }

    /**
     * Publishes a change, if this version is live; where a name is taken, nothing has changed.
     *
     * @throws io.tocsin.spi.Refusal if a name is taken by another plugin
     */
    void change(UnaryOperator<Contribution> change) {
        changing.lock();
        try {
            if (state == State.GONE) {
                return;
            }
            Contribution changed = change.apply(offers);
            if (state == State.LIVE) {
                extensions.publish(owner(changed));
            } else {
                extensions.check(owner(changed));
            }
            offers = changed;
        } finally {
            changing.unlock();
        }
    }

    /** As the table of all plugins has it. */
    Table.Owner owner() {
        changing.lock();
        try {
            return owner(offers);
        } finally {
            changing.unlock();
        }
    }

    private Table.Owner owner(Contribution all) {
        return new Table.Owner(plugin, origin, new Gated(this, gate, extensions).all(all));
    }

    /** Everything is live, in place of what another version offered. */
    void publish() {
        changing.lock();
        try {
            extensions.publish(owner(offers));
            state = State.LIVE;
        } finally {
            changing.unlock();
        }
    }

    boolean isStaged() {
        return state == State.STAGED;
    }

    Contribution now() {
        changing.lock();
        try {
            return offers;
        } finally {
            changing.unlock();
        }
    }

    /** Offers nothing more, for good; what it has published is left to whoever took its place. */
    void end() {
        changing.lock();
        try {
            state = State.GONE;
        } finally {
            changing.unlock();
        }
    }

    /** Takes everything back, for good. */
    void withdraw() {
        end();
        extensions.remove(plugin);
    }

    /** Notes what runs whenever a schedule of this version says so. */
    void task(String key, Runnable due) {
        tasks.put(key, due);
    }

    Optional<Runnable> task(String key) {
        return Optional.ofNullable(tasks.get(key));
    }
}
