package io.tocsin.watch;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** How many checks may be under way against each host. A host is forgotten when nobody checks it. */
final class HostTurns {

    private final int each;
    private final ConcurrentHashMap<String, Turns> hosts = new ConcurrentHashMap<>();

    HostTurns(int each) {
        this.each = each;
    }

    /** Waits for a turn, which must be given back by {@link #leave}. */
    void enter(String host) throws InterruptedException {
        Turns turns = hosts.compute(host, (name, known) -> (known == null ? new Turns(each) : known).wanted());
        try {
            turns.free.acquire();
        } catch (InterruptedException stopped) {
            hosts.computeIfPresent(host, (name, waited) -> waited.left());
            throw stopped;
        }
    }

    void leave(String host) {
        hosts.computeIfPresent(host, (name, turns) -> {
            turns.free.release();
            return turns.left();
        });
    }

    int size() {
        return hosts.size();
    }

    /** The count is only changed while the map holds the host's entry. */
    private static final class Turns {

        private final Semaphore free;
        private int users;

        Turns(int each) {
            free = new Semaphore(each);
        }

        Turns wanted() {
            users++;
            return this;
        }

        /** Nothing when nobody is left. */
        @Nullable
        Turns left() {
            users--;
            return users == 0 ? null : this;
        }
    }
}
