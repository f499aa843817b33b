package io.tocsin.hook;

import io.tocsin.spi.Event;
import io.tocsin.spi.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that one plugin has not been told of yet, handed over in order on a virtual thread that lives as long as there
 * are any. While they are held they only gather.
 */
final class EventQueue {

    static final int MOST = 1_000;

    private static final Logger log = LoggerFactory.getLogger(EventQueue.class);

    private final String plugin;
    private final Recipients recipients;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean held;
    private boolean served;

    /** An event, and the one reaction that it is for; empty for all that await it when its turn comes. */
    private record Waiting(Event event, Optional<Reacting<?>> only) {}

    /** Who is there to be told now. */
    @FunctionalInterface
    interface Recipients {
        List<Reacting<?>> of(String plugin);
    }

    EventQueue(String plugin, Recipients recipients) {
        this.plugin = plugin;
        this.recipients = recipients;
    }

    /** @return whether there was room */
    synchronized boolean add(Event event, Optional<Reacting<?>> only) {
        if (!held && only.isEmpty() && recipients.of(plugin).stream().noneMatch(it -> it.awaits(event))) {
            return true;
        }
        if (waiting.size() >= MOST) {
            return false;
        }
        waiting.add(new Waiting(event, only));
        serve();
        return true;
    }

    /** Whether all that could be told has been. */
    synchronized boolean isIdle() {
        return held || !served && waiting.isEmpty();
    }

    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        serve();
    }

    synchronized void clear() {
        waiting.clear();
    }

    private void serve() {
        if (!held && !served && !waiting.isEmpty()) {
            served = true;
            Thread.ofVirtual().name("events-of-" + plugin).start(this::run);
        }
    }

    private synchronized Optional<Waiting> next() {
        Optional<Waiting> next = held ? Optional.empty() : Optional.ofNullable(waiting.poll());
        served = next.isPresent();
        return next;
    }

    private void run() {
        for (Optional<Waiting> next = next(); next.isPresent(); next = next()) {
            Waiting now = next.get();
            for (Reacting<?> reacting : now.only.map(List::<Reacting<?>>of).orElseGet(() -> recipients.of(plugin))) {
                if (reacting.awaits(now.event)) {
                    hand(now.event, reacting);
                }
            }
        }
    }

    private void hand(Event event, Reacting<?> reacting) {
        try {
            reacting.happened(event);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Refusal told) {
            log.debug("plugin {} was told of {} and failed, as its guard has said", plugin,
                    event.getClass().getSimpleName(), told);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError failed) {
            log.warn("plugin {} was told of {} and failed: {}", plugin, event.getClass().getSimpleName(),
                    failed.toString());
        }
    }
}
