package io.tocsin.witness;

import io.tocsin.witness.WitnessSettings.Witness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks all witnesses side by side. Each has a thread of the platform while it is asked, because looking up a name where
 * there is no network takes long and would keep a carrier of virtual threads; one that still is looked up is not asked
 * again meanwhile.
 */
final class Witnesses {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final List<Witness> all;
    private final Set<Witness> busy = ConcurrentHashMap.newKeySet();

    Witnesses(List<Witness> all) {
        this.all = List.copyOf(all);
    }

    /** Whether one of them takes a connection; blocks until one does, or all have failed or run out of time. */
    boolean answer() throws InterruptedException {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(all.size());
        for (Witness witness : all) {
            if (busy.add(witness)) {
                Thread.ofPlatform().daemon().name("witness-" + witness).start(() -> ask(witness, left, answer));
            } else if (left.decrementAndGet() == 0) {
                answer.complete(false);
            }
        }
        try {
            return answer.get(LIMIT.plusMillis(200).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException silent) {
            return false;
        }
    }

    private void ask(Witness witness, AtomicInteger left, CompletableFuture<Boolean> answer) {
        boolean taken = connects(witness);
        busy.remove(witness);
        if (taken) {
            answer.complete(true);
        } else if (left.decrementAndGet() == 0) {
            answer.complete(false);
        }
    }

    private static boolean connects(Witness witness) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(witness.host(), witness.port()), (int) LIMIT.toMillis());
            return true;
        } catch (IOException | SecurityException | IllegalArgumentException failed) {
            return false;
        }
    }
}
