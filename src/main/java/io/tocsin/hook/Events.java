package io.tocsin.hook;

import io.tocsin.guard.Faults;
import io.tocsin.spi.Event;
import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells plugins what happens. Each hears of it in order and at its own pace; nobody waits for any of them. */
public final class Events {

    private static final Logger log = LoggerFactory.getLogger(Events.class);

    private final Registry registry;
    private final ReentrantLock starting = new ReentrantLock();
    private final Map<String, EventQueue> queues = new ConcurrentHashMap<>();
    private final Map<String, Faults> faults = new ConcurrentHashMap<>();
    private Optional<Event.Started> started = Optional.empty();

    public Events(Registry registry) {
        this.registry = registry;
    }

    /** Returns at once. */
    public void publish(Event event) {
        starting.lock();
        try {
            if (event instanceof Event.Started now) {
                started = Optional.of(now);
            }
            queues.forEach((plugin, queue) -> add(plugin, queue, event, Optional.empty()));
        } finally {
            starting.unlock();
        }
    }

    /** Whether every plugin has been told of all that happened, so that a test can go on. */
    public boolean isIdle() {
        return queues.values().stream().allMatch(EventQueue::isIdle);
    }

    /** Whether it makes any difference to tell of such an event, so that it need not be made. */
    public boolean awaited(Class<? extends Event> kind) {
        return registry.hooks().stream()
                .flatMap(hooks -> hooks.reactions().stream())
                .anyMatch(reacting -> reacting.kind().isAssignableFrom(kind));
    }

    /**
     * Has a plugin told from now on, and at once of the start if that has been.
     *
     * @param register puts the reaction in the registry
     * @param noted where it is noted that there are too many events for it
     */
    public void join(Reacting<?> reacting, Runnable register, Faults noted) {
        starting.lock();
        try {
            faults.put(reacting.plugin(), noted);
            EventQueue queue = queue(reacting.plugin());
            register.run();
            started.filter(reacting::awaits)
                    .ifPresent(now -> add(reacting.plugin(), queue, now, Optional.of(reacting)));
        } finally {
            starting.unlock();
        }
    }

    /** What happens from now on waits until {@link #release}: for a plugin that is being replaced. */
    public void hold(String plugin) {
        queue(plugin).hold();
    }

    /** What has waited goes to whoever has the plugin's name now. */
    public void release(String plugin) {
        queue(plugin).release();
    }

    /** The plugin is gone for good, and what waits for it. */
    public void leave(String plugin) {
        Optional.ofNullable(queues.remove(plugin)).ifPresent(EventQueue::clear);
        faults.remove(plugin);
    }

    private EventQueue queue(String plugin) {
        return queues.computeIfAbsent(plugin, name -> new EventQueue(name, this::reactions));
    }

    private List<Reacting<?>> reactions(String plugin) {
        return registry.hooks(plugin).reactions();
    }

    private void add(String plugin, EventQueue queue, Event event, Optional<Reacting<?>> only) {
        if (!queue.add(event, only)) {
            String what = "on " + event.getClass().getSimpleName();
            Optional.ofNullable(faults.get(plugin)).ifPresent(it -> it.note(what, Phrase.of("plugin.busy", plugin)));
            log.warn("plugin {}: {} is left out, {} events wait already", plugin, what, EventQueue.MOST);
        }
    }
}
