package io.tocsin.plugin;

import io.tocsin.guard.Guard;
import io.tocsin.spi.Bot;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduled tasks of one plugin. */
final class Tasks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tasks.class);

    private final Offer offer;
    private final String plugin;
    private final Timetable timetable;
    private final Guard guard;
    private final AtomicLong runs = new AtomicLong();
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();

    Tasks(Offer offer, Timetable timetable, Guard guard) {
        this.offer = offer;
        this.plugin = offer.plugin();
        this.timetable = timetable;
        this.guard = guard;
    }

    void add(String expression, Optional<ZoneId> zone, Bot.Task task) {
        String key = "#" + (ends.size() + 1);
        String version = offer.number() == 1 ? "" : "/" + offer.number();
        AtomicBoolean running = new AtomicBoolean();
        Guard.Job job = new Guard.Job("task " + expression, guard.limits().task(), task::run, () -> {
            running.set(false);
            runs.incrementAndGet();
        });
        offer.task(key, () -> begin(job, running));
        ends.add(timetable.join("plugin " + plugin + version + " " + key, expression, zone, () -> due(key)));
    }

    private void due(String key) {
        Gate gate = offer.gate();
        gate.post(offer, key, () -> run(offer, key), () -> gate.current().ifPresent(now -> run(now, key)));
    }

    private static void run(Offer version, String key) {
        version.task(key).ifPresent(Runnable::run);
    }

    /** A task whose last run has not ended is left out. */
    private void begin(Guard.Job job, AtomicBoolean running) {
        if (running.compareAndSet(false, true)) {
            guard.post(job);
        } else {
            log.info("plugin {}: {} still runs, this turn is left out", plugin, job.what());
        }
    }

    int size() {
        return ends.size();
    }

    /** How many runs of them have ended. */
    long runs() {
        return runs.get();
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
