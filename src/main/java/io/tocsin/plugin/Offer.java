package io.tocsin.plugin;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** What one plugin offers, as it grows while the plugin starts and runs. */
final class Offer {

    private final ReentrantLock changing = new ReentrantLock();
    private final String plugin;
    private final Origin origin;
    private final Wrapping wrapping;
    private final Extensions extensions;
    private Contribution offers = Contribution.NOTHING;
    private boolean withdrawn;

    Offer(String plugin, Origin origin, Wrapping wrapping, Extensions extensions) {
        this.plugin = plugin;
        this.origin = origin;
        this.wrapping = wrapping;
        this.extensions = extensions;
    }

    String plugin() {
        return plugin;
    }

    /** Puts the plugin's guard around what it offers. */
    Wrapping wrapping() {
        return wrapping;
    }

    /** Publishes a change; where a name is taken, nothing has changed. */
    void change(UnaryOperator<Contribution> change) {
        changing.lock();
        try {
            if (withdrawn) {
                return;
            }
            Contribution changed = change.apply(offers);
            extensions.publish(plugin, origin, changed);
            offers = changed;
        } finally {
            changing.unlock();
        }
    }

    Contribution now() {
        changing.lock();
        try {
            return offers;
        } finally {
            changing.unlock();
        }
    }

    /** Takes everything back, for good. */
    void withdraw() {
        changing.lock();
        try {
            withdrawn = true;
            extensions.remove(plugin);
        } finally {
            changing.unlock();
        }
    }
}
